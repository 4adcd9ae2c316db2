package io.portcullis.constructs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;

/**
 * What a part of a template is once deployed: to account {@code 111111111111} and Region {@code
 * eu-west-1}, with every role and secret named as its logical id.
 */
public final class Deployed {
  private Deployed() {}

  public static String role(String name) {
    return "arn:aws:iam::111111111111:role/" + name;
  }

  public static String secret(String name) {
    return "arn:aws:secretsmanager:eu-west-1:111111111111:secret:" + name;
  }

  /** A copy without references. */
  public static JsonNode of(JsonNode node) {
    if (node instanceof ArrayNode array) {
      var copy = array.arrayNode();
      array.forEach(element -> copy.add(of(element)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      return ofObject(object);
    }
    return node;
  }

  private static JsonNode ofObject(ObjectNode object) {
    if (object.has("Ref")) {
      return TextNode.valueOf(reference(object.get("Ref").textValue()));
    }
    if (object.has("Fn::GetAtt")) {
      return TextNode.valueOf(role(object.at("/Fn::GetAtt/0").textValue()));
    }
    if (object.has("Fn::Sub")) {
      var text = object.get("Fn::Sub").textValue();
      return TextNode.valueOf(text.replace("${AWS::Partition}", "aws"));
    }
    if (object.has("Fn::Join")) {
      return TextNode.valueOf(
          of(object.at("/Fn::Join/1"))
              .valueStream()
              .map(JsonNode::textValue)
              .collect(Collectors.joining(object.at("/Fn::Join/0").textValue())));
    }
    var copy = object.objectNode();
    object.properties().forEach(member -> copy.set(member.getKey(), of(member.getValue())));
    return copy;
  }

  private static String reference(String name) {
    return switch (name) {
      case "AWS::Partition" -> "aws";
      case "AWS::AccountId" -> "111111111111";
      case "AWS::Region" -> "eu-west-1";
      default -> secret(name);
    };
  }
}
