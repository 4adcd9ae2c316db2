package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.portcullis.test.attack.Template;
import java.util.Set;

/** Takes every deny that looks at the network out of the API's resource policy. */
public record WithoutNetworkPolicy() implements Ablation {
  private static final Set<String> NETWORK =
      Set.of("aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpce");

  @Override
  public String name() {
    return "network policy";
  }

  @Override
  public String text() {
    return "the resource policy denies no network";
  }

  @Override
  public void change(Template template) {
    for (var api : template.properties("AWS::ApiGateway::RestApi")) {
      if (api.at("/Policy/Statement") instanceof ArrayNode statements) {
        statements.removeIf(WithoutNetworkPolicy::deniesNetworks);
      }
    }
  }

  private static boolean deniesNetworks(JsonNode statement) {
    return statement.path("Effect").asText().equals("Deny")
        && statement.path("Condition").properties().stream()
            .flatMap(operator -> operator.getValue().properties().stream())
            .anyMatch(condition -> NETWORK.contains(condition.getKey()));
  }
}
