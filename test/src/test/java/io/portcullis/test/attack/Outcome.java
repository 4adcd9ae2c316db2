package io.portcullis.test.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who answered a call, and what.
 *
 * @param layer in the product's words
 * @param enforcer the part of AWS or of the product that is the layer there
 * @param code stable, {@code -} if the answer has none
 */
public record Outcome(String layer, String enforcer, int status, String code) {
  /** The endpoint answered. */
  public static final Outcome NONE = new Outcome("none", "", 0, "");

  /** A refusal that no change of a template takes away. */
  static final Outcome FIXED = new Outcome("fixed", "", 0, "");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TEXT =
      Pattern.compile("([a-z]+) \\(([A-Za-z ]+)\\) (\\d{3}) ([a-z0-9_]+|-)");

  /** Reads what {@link #toString()} writes. */
  static Outcome parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.equals("fixed")) {
      return FIXED;
    }
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an answer must be such as 'firewall (web ACL) 403 firewall_network', 'none' or 'fixed',"
              + " got '%s'".formatted(text));
    }
    return new Outcome(
        parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)), parts.group(4));
  }

  /** Tells from an answer alone who gave it, as a caller can. */
  static Outcome of(HttpAnswer answer) {
    var error = error(answer.body());
    var layer = error.path("layer").asText();
    if (layer.equals("upstream") || layer.isEmpty() && isSuccess(answer.status())) {
      return NONE;
    }
    var ofApiGateway = answer.header("x-amzn-errortype").isPresent();
    var code = error.path("code").asText("-");
    if (layer.isEmpty()) {
      return new Outcome(
          "protocol", ofApiGateway ? "API Gateway" : "HTTP server", answer.status(), code);
    }
    return new Outcome(layer, enforcer(layer, code, ofApiGateway), answer.status(), code);
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 400;
  }

  private static String enforcer(String layer, String code, boolean ofApiGateway) {
    if (code.equals("identity_unauthorized")) {
      return "authorizer";
    }
    if (ofApiGateway) {
      return "API Gateway";
    }
    return layer.equals("firewall") ? "web ACL" : "proxy";
  }

  private static JsonNode error(String body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).orElseGet(JSON::nullNode).path("error");
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }

  public boolean isRefusal() {
    return !equals(NONE);
  }

  @Override
  public String toString() {
    return enforcer.isEmpty() ? layer : "%s (%s) %03d %s".formatted(layer, enforcer, status, code);
  }
}
