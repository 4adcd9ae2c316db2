package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.test.attack.Template;

/** Asks nobody who they are: neither the methods, nor the resource policy, nor the proxy. */
public record WithoutIdentity() implements Ablation {
  private static final String PRINCIPAL = "aws:PrincipalArn";

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String text() {
    return "methods have the authorization type NONE, the resource policy names no principal, and"
        + " keys are bound to nobody";
  }

  @Override
  public void change(Template template) {
    for (var method : template.properties("AWS::ApiGateway::Method")) {
      method.put("AuthorizationType", "NONE").remove("AuthorizerId");
    }
    for (var api : template.properties("AWS::ApiGateway::RestApi")) {
      if (api.at("/Policy/Statement") instanceof ArrayNode statements) {
        statements.removeIf(WithoutIdentity::deniesStrangers);
        statements.forEach(WithoutIdentity::allowEverybody);
      }
    }
    StageVariables.remove(template, "principal", "subject");
  }

  private static boolean deniesStrangers(JsonNode statement) {
    return statement.path("Condition").path("StringNotEquals").has(PRINCIPAL);
  }

  private static void allowEverybody(JsonNode statement) {
    if (statement.path("Effect").asText().equals("Allow")
        && statement.path("Condition") instanceof ObjectNode conditions) {
      conditions.forEach(operator -> ((ObjectNode) operator).remove(PRINCIPAL));
      conditions.removeIf(JsonNode::isEmpty);
      if (conditions.isEmpty()) {
        ((ObjectNode) statement).remove("Condition");
      }
    }
  }
}
