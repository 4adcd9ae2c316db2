package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Transformations before a match, by priority.
 *
 * <p>Follows "Using text transformations in AWS WAF"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html).
 */
record TextTransformations(List<UnaryOperator<String>> steps) {

  static TextTransformations parse(JsonNode nodes) throws NotEvaluatedException {
    var sorted = new ArrayList<JsonNode>();
    nodes.forEach(sorted::add);
    sorted.sort(Comparator.comparingInt(node -> node.path("Priority").asInt()));
    var steps = new ArrayList<UnaryOperator<String>>();
    for (var node : sorted) {
      steps.add(step(node.path("Type").asText()));
    }
    return new TextTransformations(List.copyOf(steps));
  }

  private static UnaryOperator<String> step(String type) throws NotEvaluatedException {
    return switch (type) {
      case "NONE" -> UnaryOperator.identity();
      case "LOWERCASE" -> text -> text.toLowerCase(Locale.ROOT);
      case "COMPRESS_WHITE_SPACE" -> text -> text.replaceAll("\\s+", " ");
      case "URL_DECODE" -> TextTransformations::urlDecoded;
      default -> throw new NotEvaluatedException("text transformation " + type);
    };
  }

  private static String urlDecoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** One character per byte, so that sizes stay what they are. */
  String apply(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (var step : steps) {
      text = step.apply(text);
    }
    return text;
  }
}
