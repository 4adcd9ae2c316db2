package io.portcullis.rotation.secret;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a secret is, without any value.
 *
 * @param rotationEnabled whether Secrets Manager rotates it
 * @param labels staging labels by version id
 * @param lastChangedAt when anything of it was last changed, labels included
 */
public record SecretDescription(
    boolean rotationEnabled, Map<String, Set<String>> labels, Instant lastChangedAt) {
  public SecretDescription {
    labels = Map.copyOf(labels);
  }

  public boolean hasLabel(SecretVersion version, String label) {
    return labelsOf(version.versionId()).contains(label);
  }

  /** The id of the version that a label sits on. */
  public Optional<String> versionWith(String label) {
    return labels.entrySet().stream()
        .filter(entry -> entry.getValue().contains(label))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The versions whose tokens are in use, or will be: current, pending and staged. */
  public List<String> versionsInUse() {
    return Stream.of(StagingLabel.CURRENT, StagingLabel.PENDING, StagingLabel.STAGED)
        .flatMap(label -> versionWith(label).stream())
        .distinct()
        .toList();
  }

  /** The versions that were current once and are remembered, but for those in use again. */
  public List<String> replacedVersions() {
    var inUse = versionsInUse();
    return labels.keySet().stream()
        .filter(id -> !replacedLabelsOf(id).isEmpty() && !inUse.contains(id))
        .sorted()
        .toList();
  }

  /** The labels that make a version a replaced one. */
  public List<String> replacedLabelsOf(String versionId) {
    return labelsOf(versionId).stream().filter(StagingLabel::saysReplaced).sorted().toList();
  }

  /** Whether Secrets Manager takes another label beside those that every rotation needs. */
  public boolean hasRoomForALabel() {
    var others = labels.values().stream().flatMap(Set::stream).filter(StagingLabel::isOther);
    return others.count() < StagingLabel.MOST_OTHERS;
  }

  private Set<String> labelsOf(String versionId) {
    return labels.getOrDefault(versionId, Set.of());
  }
}
