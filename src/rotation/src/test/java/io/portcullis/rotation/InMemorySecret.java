package io.portcullis.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.secret.SecretDescription;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.secret.SecretVersion;
import io.portcullis.rotation.secret.SecretVersions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One secret in memory, with the rules of Secrets Manager for versions and labels. */
final class InMemorySecret implements SecretVersions {
  /** "AWS Secrets Manager quotas": staging labels attached across all versions of a secret. */
  private static final int MOST_LABELS = 20;

  static final String ARN = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token-AbCdEf";

  private final Map<String, Instant> versions = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private final InstantSource clock;
  private boolean rotationEnabled = true;
  private Instant lastChanged;

  InMemorySecret(InstantSource clock) {
    this.clock = clock;
    this.lastChanged = clock.instant();
  }

  /** The state of a test's beginning: a version with a value and a label. */
  InMemorySecret with(String versionId, String value, String label) {
    versions.putIfAbsent(versionId, clock.instant());
    values.put(versionId, value);
    attach(label, versionId);
    return this;
  }

  /** What {@code RotateSecret} does before the first step. */
  void begin(String versionId) {
    var pending = Optional.ofNullable(labels.get("AWSPENDING"));
    assertThat(pending.filter(id -> !id.equals(labels.get("AWSCURRENT"))))
        .as("a rotation in progress")
        .isIn(Optional.empty(), Optional.of(versionId));
    versions.putIfAbsent(versionId, clock.instant());
    attach("AWSPENDING", versionId);
  }

  /** The same after an operator has taken the label off whatever was pending. */
  void begun(String versionId) {
    labels.remove("AWSPENDING");
    begin(versionId);
  }

  void withoutRotation() {
    rotationEnabled = false;
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
                    Collectors.mapping(Map.Entry::getKey, Collectors.toSet()))),
        lastChanged);
  }

  @Override
  public Optional<SecretValue> value(SecretVersion version) {
    return Optional.ofNullable(values.get(version.versionId()))
        .map(text -> new SecretValue(text, versions.get(version.versionId())));
  }

  @Override
  public void putPending(SecretVersion version, AccessToken token) {
    var present = values.get(version.versionId());
    if (present != null) {
      demand(present.equals(token.value()), "ResourceExistsException");
      return;
    }
    versions.putIfAbsent(version.versionId(), clock.instant());
    values.put(version.versionId(), token.value());
    attach("AWSPENDING", version.versionId());
  }

  @Override
  public void moveLabel(String label, Optional<String> from, SecretVersion to) {
    demand(versions.containsKey(to.versionId()), "ResourceNotFoundException");
    var holder = Optional.ofNullable(labels.get(label));
    var moved = holder.equals(Optional.of(to.versionId()));
    demand(moved || holder.equals(from), "InvalidParameterException");
    attach(label, to.versionId());
  }

  @Override
  public void removeLabel(SecretVersion version, String label) {
    demand(version.versionId().equals(labels.get(label)), "InvalidParameterException");
    demand(!label.equals("AWSCURRENT"), "InvalidParameterException");
    labels.remove(label);
    changed();
  }

  private void attach(String label, String versionId) {
    demand(labels.containsKey(label) || labels.size() < MOST_LABELS, "LimitExceededException");
    var holder = labels.put(label, versionId);
    if (label.equals("AWSCURRENT") && holder != null && !holder.equals(versionId)) {
      labels.put("AWSPREVIOUS", holder);
    }
    changed();
  }

  /** A version without labels can be deleted at any time (API reference); here, at once. */
  private void changed() {
    versions.keySet().retainAll(labels.values());
    values.keySet().retainAll(labels.values());
    lastChanged = clock.instant();
  }

  private static void demand(boolean holds, String code) {
    if (!holds) {
      throw new RotationException("Secrets Manager refused with '%s'".formatted(code));
    }
  }
}
