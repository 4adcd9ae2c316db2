package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.constructs.Resources;
import io.portcullis.constructs.function.FunctionRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** Networks for tests to vary, and what is read out of their templates. */
final class TestNetwork {
  static final String HOST = "abc.us-east-1.aws.endpoints.huggingface.cloud";
  static final String SERVICE = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

  private TestNetwork() {}

  /** A network at the level PRIVATE with every required property. */
  static InferenceNetworkProps.Builder<InferenceNetwork> privateIn(Stack stack) {
    return in(stack, "Network").privateLinkService(SERVICE);
  }

  /** A network at the level PROTECTED with every required property. */
  static InferenceNetworkProps.Builder<InferenceNetwork> protectedIn(Stack stack) {
    return in(stack, "Network").securityLevel(SecurityLevel.PROTECTED);
  }

  /** A network that lacks a PrivateLink service. */
  static InferenceNetworkProps.Builder<InferenceNetwork> in(Stack stack, String id) {
    var kept = stack.getNode().tryFindChild("Secret");
    return InferenceNetwork.Builder.create(stack, id)
        .endpointUrl("https://" + HOST)
        .tokenSecret(kept instanceof Secret secret ? secret : new Secret(stack, "Secret"))
        .proxyRole(role(stack).getRole());
  }

  static Table table(Stack stack) {
    return Table.Builder.create(stack, "Table")
        .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
        .build();
  }

  /** The call that a custom resource makes when it is created. */
  static Map<String, Object> call(Stack stack, String logicalId) {
    return json(text(Resources.of(stack).named(logicalId).get("Create")));
  }

  /** The domains of a list, each as one text. */
  static List<String> domains(Stack stack, String logicalId) {
    return Resources.of(stack)
        .named(logicalId)
        .get("Domains")
        .valueStream()
        .map(TestNetwork::text)
        .toList();
  }

  /** A text whose parts are joined, as {@code Fn::Sub} would spell it. */
  private static String text(JsonNode node) {
    if (!(node instanceof ObjectNode)) {
      return node.textValue();
    }
    if (node.has("Ref")) {
      return "${" + node.get("Ref").textValue() + "}";
    }
    if (node.has("Fn::GetAtt")) {
      var attribute = node.get("Fn::GetAtt");
      return "${" + attribute.get(0).textValue() + "." + attribute.get(1).textValue() + "}";
    }
    var text = new StringBuilder();
    node.at("/Fn::Join/1").forEach(part -> text.append(text(part)));
    return text.toString();
  }

  private static FunctionRole role(Stack stack) {
    return stack.getNode().tryFindChild("ProxyRole") instanceof FunctionRole role
        ? role
        : new FunctionRole(stack, "ProxyRole");
  }
}
