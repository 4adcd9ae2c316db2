package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.stacks.environment.CustomerConfig;
import io.portcullis.stacks.environment.EndpointConfig;
import io.portcullis.stacks.environment.EnvironmentConfig;
import io.portcullis.stacks.environment.Environments;
import io.portcullis.stacks.environment.FirewallConfig;
import io.portcullis.stacks.environment.InvalidEnvironmentException;
import io.portcullis.stacks.environment.PlanConfig;
import io.portcullis.stacks.environment.TokenConfig;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.services.logs.RetentionDays;

/** The schema that editors read says what the records that the app reads say. */
class EnvironmentSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
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
    "rateLimit: 2000, rateLimit: 9",
    "cron(0 9 1 * ? *), monthly",
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

  static Stream<Class<?>> records() {
    return Stream.of(
        EnvironmentConfig.class,
        EndpointConfig.class,
        TokenConfig.class,
        FirewallConfig.class,
        PlanConfig.class,
        CustomerConfig.class);
  }

  @ParameterizedTest
  @MethodSource("records")
  void hasTheKeysOfTheRecord_allRequiredAndNoOthers(Class<?> type) throws IOException {
    var components =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    var object = objectWith(components);

    assertThat(names(object.get("required"))).containsExactlyInAnyOrderElementsOf(components);
    assertThat(object.get("additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void knowsEveryRetention() throws IOException {
    assertThat(names(schema().at("/properties/logRetention/enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RetentionDays.values()).map(Enum::name).toList());
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
