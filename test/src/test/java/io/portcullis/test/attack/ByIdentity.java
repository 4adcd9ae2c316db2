package io.portcullis.test.attack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that is expected: one text for all, or one for each way to ask who calls, such as
 * {@code {IAM: …, NONE JWT: …}}.
 */
public record ByIdentity(Map<IdentityType, Outcome> outcomes) {
  /** Nothing is said. */
  static final ByIdentity UNTOLD = new ByIdentity(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ByIdentity of(JsonNode node) {
    var outcomes = new EnumMap<IdentityType, Outcome>(IdentityType.class);
    if (node.isTextual()) {
      for (var type : IdentityType.values()) {
        outcomes.put(type, Outcome.parse(node.textValue()));
      }
    } else {
      node.properties()
          .forEach(
              entry -> {
                for (var type : entry.getKey().split(" ")) {
                  outcomes.put(
                      IdentityType.valueOf(type), Outcome.parse(entry.getValue().asText()));
                }
              });
    }
    return new ByIdentity(outcomes);
  }

  Optional<Outcome> under(IdentityType type) {
    return Optional.ofNullable(outcomes.get(type));
  }
}
