package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * An API key.
 *
 * <p>Follows "Set up API keys"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-keys.html): without a
 * value in the template a random one of forty characters.
 *
 * @param customer its tag {@code portcullis:customer}, else its name
 */
public record ApiKey(String id, String customer, String value, boolean enabled) {
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
        tag(resource).orElse(name),
        properties.text("Value").orElseGet(ApiKey::random),
        properties.flag("Enabled", false));
  }

  private static Optional<String> tag(Resource resource) {
    return resource.properties().list("Tags").stream()
        .filter(tag -> tag.path("Key").asText().equals("portcullis:customer"))
        .map(tag -> tag.path("Value").asText())
        .findFirst();
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
    return customer + " (" + id + ")";
  }
}
