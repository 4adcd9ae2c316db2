package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.Resource;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An API key.
 *
 * <p>Follows "Set up API keys"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html): without a
 * value in the template a random one of forty characters.
 *
 * @param enabled as the template says
 */
public record ApiKey(
    String id, String name, String value, boolean enabled, Map<String, String> tags) {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 40;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ApiKey of(Resource resource) {
    var properties = resource.properties();
    var name = properties.text("Name").orElse(resource.logicalId());
    properties.find("GenerateDistinctId");
    properties.find("StageKeys");
    return new ApiKey(
        resource.ref(),
        name,
        properties.text("Value").orElseGet(ApiKey::random),
        properties.flag("Enabled", false),
        tags(properties.list("Tags")));
  }

  private static Map<String, String> tags(List<JsonNode> list) {
    var tags = new TreeMap<String, String>();
    list.forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    return Collections.unmodifiableMap(tags);
  }

  /** Whose it is: its tag {@code portcullis:customer}, else its name. */
  public String customer() {
    return tags.getOrDefault("portcullis:customer", name);
  }

  /** Which of its customer's keys it is: its tag {@code portcullis:key}, else its name. */
  public String label() {
    return tags.getOrDefault("portcullis:key", name);
  }

  private static String random() {
    var value = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      value.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return value.toString();
  }

  /** Without the value. */
  @Override
  public String toString() {
    return customer() + " (" + id + ")";
  }
}
