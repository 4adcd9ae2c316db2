package io.portcullis.test.attack.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.portcullis.test.attack.Template;
import java.util.regex.Pattern;

/** What the stage tells the functions of each customer: {@code field=value&field=value}. */
final class StageVariables {
  private StageVariables() {}

  /** Takes fields out of every customer's. */
  static void remove(Template template, String... fields) {
    replace(template, "", fields);
  }

  /** Puts another text in the place of each of the fields. */
  static void replace(Template template, String text, String... fields) {
    var pattern = Pattern.compile("(^|(?<=&))(%s)=[^&]*".formatted(String.join("|", fields)));
    for (var stage : template.properties("AWS::ApiGateway::Stage")) {
      if (stage.path("Variables") instanceof ObjectNode variables) {
        variables.properties().stream()
            .filter(variable -> isCustomer(variable.getKey()))
            .forEach(entry -> entry.setValue(with(entry.getValue(), pattern, text)));
      }
    }
  }

  /** Other variables of the stage are in capitals. */
  private static boolean isCustomer(String name) {
    return Character.isLowerCase(name.charAt(0));
  }

  /** In the text, or in the pieces of text that it is joined from. */
  private static JsonNode with(JsonNode value, Pattern pattern, String text) {
    if (value.isTextual()) {
      return TextNode.valueOf(pattern.matcher(value.textValue()).replaceAll(text));
    }
    if (value.at("/Fn::Join/1") instanceof ArrayNode pieces) {
      for (var index = 0; index < pieces.size(); index++) {
        pieces.set(index, with(pieces.get(index), pattern, text));
      }
    }
    return value;
  }
}
