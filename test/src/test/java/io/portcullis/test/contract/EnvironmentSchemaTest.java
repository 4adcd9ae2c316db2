package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.constructs.authorizer.JwtAlgorithm;
import io.portcullis.constructs.firewall.FirewallRule;
import io.portcullis.constructs.firewall.InspectionLimit;
import io.portcullis.constructs.firewall.ManagedRuleGroup;
import io.portcullis.constructs.network.NatGatewayType;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.proxy.TableFailure;
import io.portcullis.constructs.proxy.UnknownFields;
import io.portcullis.stacks.environment.AddressConfig;
import io.portcullis.stacks.environment.AlarmsConfig;
import io.portcullis.stacks.environment.ApiConfig;
import io.portcullis.stacks.environment.AuthorizationConfig;
import io.portcullis.stacks.environment.CustomerConfig;
import io.portcullis.stacks.environment.EndpointConfig;
import io.portcullis.stacks.environment.EnvironmentConfig;
import io.portcullis.stacks.environment.Environments;
import io.portcullis.stacks.environment.FirewallConfig;
import io.portcullis.stacks.environment.GuardConfig;
import io.portcullis.stacks.environment.InvalidEnvironmentException;
import io.portcullis.stacks.environment.LoggingConfig;
import io.portcullis.stacks.environment.PlanConfig;
import io.portcullis.stacks.environment.ProxyConfig;
import io.portcullis.stacks.environment.QuotaConfig;
import io.portcullis.stacks.environment.TokenConfig;
import io.portcullis.stacks.environment.TokenSourceConfig;
import io.portcullis.stacks.environment.ValidationConfig;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.services.logs.RetentionDays;

/** The schema that editors read says what the records that the app reads say. */
class EnvironmentSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource({
    "io.portcullis.test.Synthesis#environmentNames",
    "io.portcullis.test.Synthesis#exampleNames"
  })
  void acceptsEveryEnvironment(String environment) throws IOException {
    assertThat(errors(text(environment))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void isNamedByEveryEnvironment(String environment) throws IOException {
    assertThat(text(environment)).startsWith("# yaml-language-server: $schema=schema.json\n");
  }

  @ParameterizedTest
  @CsvSource({
    "retainData: true, retainData: perhaps",
    "retainData: true, retain: true",
    "'\"222222222222\"', 222222222222",
    "'\"222222222222\"', '\"2222\"'",
    "203.0.113.0/25, 203.0.113.300/25",
    "203.0.113.0/25, 0.0.0.0/0",
    "https://cde, http://cde",
    "rate: 5, rate: 0",
    "rate: 5, rate: 0.5",
    "rateLimit: 6000, rateLimit: 9",
    "dataClass: CUSTOMER, dataClass: SECRET",
    "level: PRIVATE, level: HIDDEN",
    "level: PRIVATE, level: PUBLIC",
    "namespace: acme, namespace: .acme",
    "name: documents, name: Documents",
    "type: SERVICE_ACCOUNT, type: PERSONAL",
    "type: SERVICE_ACCOUNT, type: STAGED",
    "serviceAccount: 65f0, serviceAccount: 65G0",
    "grace: PT1H, grace: PT29M",
    "egress: INTERNET, egress: NONE",
    "tokenNotice: P14D, tokenNotice: 14",
    "credentialMaximumAge: P180D, credentialMaximumAge: PT1H",
    "timeout: PT120S, timeout: PT296S",
    "callShare: 0.8, callShare: 1.5",
    "IP_REPUTATION, REPUTATION",
    "window: PT3H, window: PT3M",
    "cron(0 9 1 * ? *), monthly",
    "type: IAM, type: COGNITO",
    "'keys: [first]', 'keys: []'",
    "'keys: [first]', 'keys: [first, first]'",
    "maxTokens: 4096, maxTokens: 0",
    "maxBodySize: 1048576, maxBodySize: 1",
    "unknownFields: PASS, unknownFields: DROP",
    "scaleUpTimeout: PT60S, scaleUpTimeout: PT120S",
    "limit: 10, limit: -1",
    "window: PT1M, window: 60",
    "open: PT15S, open: 15 s",
    "tableFailure: REFUSE, tableFailure: WAIT",
    "perMonth: 500, perMonth: -1",
    "inputTokenPrice: 0.2, inputTokenPrice: cheap",
    "perMinute: 100000, perMinute: 0.5",
    "quotaShare: 0.9, quotaShare: 0",
    "bodyShare: 0, bodyShare: 2",
    "ONE_YEAR, FOREVER",
    "eu-west-1a, Ireland",
  })
  void refusesWhatTheAppRefuses(String good, String bad) throws IOException {
    assertThat(text("prod")).contains(good);
    var text = text("prod").replace(good, bad);
    Files.writeString(folder.resolve("prod.yaml"), text);

    assertThat(errors(text)).isNotEmpty();
    assertThatExceptionOfType(InvalidEnvironmentException.class)
        .isThrownBy(() -> new Environments(folder).named("prod"));
  }

  static Stream<Arguments> records() {
    return Stream.of(
        arguments(EnvironmentConfig.class, List.of()),
        arguments(EndpointConfig.Public.class, List.of("level")),
        arguments(EndpointConfig.Protected.class, List.of("level")),
        arguments(EndpointConfig.Private.class, List.of("level")),
        arguments(TokenConfig.class, List.of()),
        arguments(TokenSourceConfig.Staged.class, List.of("type")),
        arguments(TokenSourceConfig.ServiceAccount.class, List.of("type")),
        arguments(TokenSourceConfig.TokenExchange.class, List.of("type")),
        arguments(ProxyConfig.class, List.of()),
        arguments(ApiConfig.class, List.of()),
        arguments(AuthorizationConfig.None.class, List.of("type")),
        arguments(AuthorizationConfig.Iam.class, List.of("type")),
        arguments(AuthorizationConfig.Jwt.class, List.of("type")),
        arguments(AddressConfig.Default.class, List.of("type")),
        arguments(AddressConfig.Domain.class, List.of("type")),
        arguments(AddressConfig.MutualTls.class, List.of("type")),
        arguments(ValidationConfig.class, List.of()),
        arguments(GuardConfig.class, List.of()),
        arguments(GuardConfig.DuplicatesConfig.class, List.of()),
        arguments(GuardConfig.BreakerConfig.class, List.of()),
        arguments(QuotaConfig.class, List.of()),
        arguments(QuotaConfig.SpendConfig.class, List.of()),
        arguments(FirewallConfig.class, List.of()),
        arguments(AlarmsConfig.class, List.of()),
        arguments(LoggingConfig.class, List.of()),
        arguments(PlanConfig.class, List.of()),
        arguments(PlanConfig.WindowsConfig.class, List.of()),
        arguments(CustomerConfig.class, List.of()));
  }

  /**
   * @param kind the key that tells which of several records it is
   */
  @ParameterizedTest
  @MethodSource("records")
  void hasTheKeysOfTheRecord_allRequiredAndNoOthers(Class<?> type, List<String> kind)
      throws IOException {
    var components =
        Stream.concat(
                kind.stream(),
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName))
            .toList();
    var object = objectWith(components);

    assertThat(names(object.get("required"))).containsExactlyInAnyOrderElementsOf(components);
    assertThat(object.get("additionalProperties").booleanValue()).isFalse();
  }

  static Stream<Arguments> enumerations() {
    return Stream.of(
        arguments("/properties/logRetention", RetentionDays.values()),
        arguments("/properties/dataClass", DataClass.values()),
        arguments("/properties/endpoint/oneOf/1/properties/natGateway", NatGatewayType.values()),
        arguments("/properties/token/properties/egress", RotationEgress.values()),
        arguments("/properties/api/properties/routes/items", InferenceRoute.values()),
        arguments(
            "/properties/api/properties/authorization/oneOf/1/properties/algorithms/items",
            JwtAlgorithm.values()),
        arguments("/properties/validation/properties/unknownFields", UnknownFields.values()),
        arguments("/properties/quota/properties/tableFailure", TableFailure.values()),
        arguments("/properties/firewall/properties/inspection", InspectionLimit.values()),
        arguments(
            "/properties/firewall/properties/managedRuleGroups/items", ManagedRuleGroup.values()),
        arguments("/properties/firewall/properties/counted/items", FirewallRule.values()),
        arguments(
            "/properties/firewall/properties/countedGroups/items", ManagedRuleGroup.values()));
  }

  @ParameterizedTest
  @MethodSource("enumerations")
  void knowsEveryValue(String place, Enum<?>[] values) throws IOException {
    assertThat(names(schema().at(place + "/enum")))
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(values).map(Enum::name).toList());
  }

  /** The object of the schema that has exactly these properties. */
  private static JsonNode objectWith(List<String> properties) throws IOException {
    return objects(schema())
        .filter(object -> keys(object.path("properties")).equals(Set.copyOf(properties)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no object of the schema has " + properties));
  }

  private static Stream<JsonNode> objects(JsonNode node) {
    return Stream.concat(
        Stream.of(node), node.valueStream().flatMap(EnvironmentSchemaTest::objects));
  }

  private static Set<String> keys(JsonNode object) {
    var keys = new HashSet<String>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<String> names(JsonNode array) {
    var names = new ArrayList<String>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static List<?> errors(String yaml) throws IOException {
    var document = new YAMLMapper().readTree(yaml);
    return validator().validate(document.toString(), InputFormat.JSON);
  }

  private static Schema validator() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(schema().toString(), InputFormat.JSON);
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Repository.environments().resolve("schema.json").toFile());
  }

  private static String text(String environment) throws IOException {
    return Files.readString(Repository.environments().resolve(environment + ".yaml"));
  }
}
