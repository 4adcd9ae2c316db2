package io.portcullis.constructs.proxy;

import static io.portcullis.constructs.DocumentationTable.row;

import io.portcullis.constructs.DocumentationTable;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.schema.JsonSchema;
import io.portcullis.schema.JsonType;
import io.portcullis.schema.SchemaFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** The tables of docs/requests.md say what the schemas and the defaults say. */
class RequestsPageTest {
  @ParameterizedTest
  @EnumSource
  void showsTheFieldsOfEveryRoute(SchemaFile file) throws IOException {
    var fields = new LinkedHashMap<String, Set<String>>();
    collect("", file.schema(), fields);

    var rows =
        fields.entrySet().stream()
            .map(
                rule ->
                    row(
                        rule.getKey(),
                        rule.getValue().stream()
                            .map("`%s`"::formatted)
                            .collect(Collectors.joining(", "))))
            .toList();

    DocumentationTable.of("requests.md", file.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .assertHas("must be | fields", rows);
  }

  @Test
  void showsTheLimitsAndTheirDefaults() throws IOException {
    var props = defaults();

    DocumentationTable.of("requests.md", "limits")
        .assertHas(
            "property | default | from | to",
            List.of(
                row("`maxBodySize`", props.maxBodySize().toBytes() + " bytes", "1 KiB", "6 MiB"),
                row("`maxTokens`", props.maxTokens().toString(), "1", "1,000,000"),
                row("`maxMessages`", props.maxMessages().toString(), "1", "10,000"),
                row("`maxChoices`", props.maxChoices().toString(), "1", "128"),
                row("`models`", props.models().isEmpty() ? "any" : "", "", ""),
                row("`unknownFields`", "`%s`".formatted(props.unknownFields()), "", "")));
  }

  /** Fields by their rule, both in the order of the schema. */
  private static void collect(String path, JsonSchema schema, Map<String, Set<String>> fields) {
    schema
        .properties()
        .forEach(
            (name, property) -> {
              var place = path + name;
              var rule = rule(property) + (schema.required().contains(name) ? ", required" : "");
              fields.computeIfAbsent(rule, key -> new LinkedHashSet<>()).add(place);
              collect(place + ".", property, fields);
              property.items().ifPresent(items -> collect(place + "[].", items, fields));
            });
  }

  private static String rule(JsonSchema schema) {
    var types = schema.type().stream().map(JsonType::word).collect(Collectors.joining(" or "));
    var items = schema.items().map(RequestsPageTest::rule).map(" of (%s)"::formatted).orElse("");
    var values =
        schema.anyOfValues().isEmpty() ? "" : ": " + String.join(", ", schema.anyOfValues());
    var minimum = schema.minimum().map(", at least %s"::formatted).orElse("");
    return types.replace("array", "array" + items) + values + minimum;
  }

  private static InferenceProxyProps defaults() {
    var stack = new Stack(new App(), "Test");
    var vpc = new Vpc(stack, "Vpc");
    return InferenceProxyProps.builder()
        .endpointUrl("https://abc.us-east-1.aws.endpoints.huggingface.cloud")
        .tokenSecret(new Secret(stack, "Secret"))
        .role(new FunctionRole(stack, "Role").getRole())
        .vpc(vpc)
        .securityGroup(SecurityGroup.Builder.create(stack, "SecurityGroup").vpc(vpc).build())
        .build();
  }
}
