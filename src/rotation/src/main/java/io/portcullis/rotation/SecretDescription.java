package io.portcullis.rotation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a secret is, without any value.
 *
 * @param rotationEnabled whether Secrets Manager rotates it
 * @param labels staging labels by version id
 */
record SecretDescription(boolean rotationEnabled, Map<String, Set<String>> labels) {
  SecretDescription {
    labels = Map.copyOf(labels);
  }

  boolean hasLabel(SecretVersion version, String label) {
    return labels.getOrDefault(version.versionId(), Set.of()).contains(label);
  }

  /** The id of the version that a label sits on. */
  Optional<String> versionWith(String label) {
    return labels.entrySet().stream()
        .filter(entry -> entry.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
