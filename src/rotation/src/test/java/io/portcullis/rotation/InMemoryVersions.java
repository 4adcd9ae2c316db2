package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One secret in memory, with the rules of Secrets Manager for versions and labels. */
final class InMemoryVersions implements SecretVersions {
  static final String ARN = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private boolean rotationEnabled = true;
  private int writesUntilCrash = Integer.MAX_VALUE;

  /** The state of a test's beginning: a version with a value and a label. */
  InMemoryVersions with(String versionId, String value, String label) {
    values.put(versionId, value);
    labels.put(label, versionId);
    return this;
  }

  /** What {@code RotateSecret} does before the first step. */
  InMemoryVersions withEmptyPending(String versionId) {
    labels.put(StagingLabel.PENDING, versionId);
    return this;
  }

  InMemoryVersions withoutRotation() {
    rotationEnabled = false;
    return this;
  }

  /** Lets some writes happen and dies with the next one. */
  void crashAfter(int writes) {
    writesUntilCrash = writes;
  }

  Optional<String> valueWith(String label) {
    return Optional.ofNullable(labels.get(label)).map(values::get);
  }

  Map<String, String> labels() {
    return Map.copyOf(labels);
  }

  @Override
  public SecretDescription describe(String secretArn) {
    assertThat(secretArn).isEqualTo(ARN);
    return new SecretDescription(
        rotationEnabled,
        labels.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toSet()))));
  }

  @Override
  public Optional<SecretValue> value(SecretVersion version) {
    return Optional.ofNullable(values.get(version.versionId())).map(SecretValue::new);
  }

  @Override
  public void putPending(SecretVersion version, SecretValue value) {
    write();
    var present = values.putIfAbsent(version.versionId(), value.text());
    assertThat(present).as("a version keeps its value").isIn(null, value.text());
    labels.put(StagingLabel.PENDING, version.versionId());
  }

  @Override
  public void makeCurrent(SecretVersion version, Optional<String> currentVersionId) {
    write();
    assertThat(currentVersionId).isEqualTo(Optional.ofNullable(labels.get(StagingLabel.CURRENT)));
    currentVersionId.ifPresent(current -> labels.put("AWSPREVIOUS", current));
    labels.put(StagingLabel.CURRENT, version.versionId());
  }

  @Override
  public void removeLabel(SecretVersion version, String label) {
    write();
    assertThat(labels).containsEntry(label, version.versionId());
    labels.remove(label);
  }

  private void write() {
    if (writesUntilCrash-- == 0) {
      throw new Crash();
    }
  }

  /** The end of a process between two lines. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }
}
