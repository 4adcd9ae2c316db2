package io.portcullis.local.secretsmanager;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A secret: its versions, and the one version that each staging label sits on.
 *
 * <p>Follows "What's in a Secrets Manager secret?", section "Version"
 * (docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html).
 */
final class Secret {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";
  static final String PREVIOUS = "AWSPREVIOUS";

  private final String arn;
  private final String name;
  private final InstantSource clock;
  private final Map<String, SecretVersion> versions = new LinkedHashMap<>();
  private final Map<String, String> labels = new TreeMap<>();
  private final Instant created;
  private final LabelListener listener;
  private Instant changed;
  private Optional<Instant> rotated = Optional.empty();
  private Optional<String> rotationFunction = Optional.empty();

  /** Is told that a label sits on another version now. */
  @FunctionalInterface
  interface LabelListener {
    void moved(Secret secret, String label, String versionId);
  }

  Secret(String arn, String name, String value, InstantSource clock, LabelListener listener) {
    this.arn = arn;
    this.name = name;
    this.clock = clock;
    this.listener = listener;
    this.created = clock.instant();
    this.changed = created;
    var first = UUID.randomUUID().toString();
    versions.put(first, new SecretVersion(first, Optional.of(value), created));
    labels.put(CURRENT, first);
  }

  String arn() {
    return arn;
  }

  String name() {
    return name;
  }

  synchronized Optional<String> rotationFunction() {
    return rotationFunction;
  }

  synchronized void rotateWith(String functionArn) {
    rotationFunction = Optional.of(functionArn);
  }

  Instant created() {
    return created;
  }

  /** When a value or a label last changed. */
  synchronized Instant changed() {
    return changed;
  }

  /** When a rotation last ended well. */
  synchronized Optional<Instant> rotated() {
    return rotated;
  }

  /** Notes the end of a rotation, if its version is the current one now. */
  synchronized void rotatedTo(String id) {
    if (id.equals(labels.get(CURRENT))) {
      rotated = Optional.of(clock.instant());
    }
  }

  synchronized Collection<SecretVersion> versions() {
    return List.copyOf(versions.values());
  }

  synchronized Set<String> labelsOf(String versionId) {
    var found = new TreeSet<String>();
    labels.forEach(
        (label, id) -> {
          if (id.equals(versionId)) {
            found.add(label);
          }
        });
    return found;
  }

  synchronized Optional<String> versionLabelled(String label) {
    return Optional.ofNullable(labels.get(label));
  }

  synchronized Optional<SecretVersion> version(String id) {
    return Optional.ofNullable(versions.get(id));
  }

  /**
   * Stores a value ("PutSecretValue"): the same again is accepted, another value for a version that
   * has one is refused.
   */
  synchronized void put(String id, String value, Collection<String> newLabels)
      throws SecretsManagerException {
    var known = versions.get(id);
    if (known != null && known.value().isPresent()) {
      if (!known.value().get().equals(value)) {
        throw new SecretsManagerException(
            "ResourceExistsException",
            "You can't use ClientRequestToken %s because that value is already in use for a version"
                    .formatted(id)
                + " of secret %s.".formatted(arn));
      }
      return;
    }
    var version =
        known == null ? new SecretVersion(id, Optional.of(value), clock.instant()) : known;
    versions.put(id, version.withValue(value));
    for (var label : newLabels) {
      attach(label, id);
    }
  }

  /** The version without a value that a rotation begins with. */
  synchronized void createPending(String id) {
    versions.putIfAbsent(id, new SecretVersion(id, Optional.empty(), clock.instant()));
    attach(PENDING, id);
  }

  /** Takes back a pending version that never got a value. */
  synchronized void removePending(String id) {
    labels.remove(PENDING, id);
    if (versions.containsKey(id) && versions.get(id).value().isEmpty()) {
      versions.remove(id);
    }
  }

  /**
   * Moves, adds or removes a label ("UpdateSecretVersionStage"): a label that is attached moves
   * only if the caller names the version that loses it.
   */
  synchronized void moveLabel(String label, Optional<String> from, Optional<String> to)
      throws SecretsManagerException {
    if (to.isPresent() && !versions.containsKey(to.get())) {
      throw SecretsManagerException.notFound(
          "Secrets Manager can't find the specified secret version: " + to.get());
    }
    var holder = Optional.ofNullable(labels.get(label));
    if (holder.isPresent() && !holder.equals(from) && !holder.equals(to)) {
      throw SecretsManagerException.invalidParameter(
          ("The parameter RemoveFromVersionId can't be empty. Staging label %s is currently attached"
                  + " to version %s, so you must explicitly reference that version in"
                  + " RemoveFromVersionId.")
              .formatted(label, holder.get()));
    }
    if (from.isPresent() && !holder.equals(from) && !holder.equals(to)) {
      throw SecretsManagerException.invalidParameter(
          "Staging label %s is not attached to version %s.".formatted(label, from.get()));
    }
    if (to.isPresent()) {
      attach(label, to.get());
    } else if (label.equals(CURRENT)) {
      throw SecretsManagerException.invalidParameter(
          "You can only move staging label AWSCURRENT to a different secret version. It can't be"
              + " completely removed.");
    } else {
      labels.remove(label);
      changed = clock.instant();
    }
  }

  private void attach(String label, String id) {
    var holder = labels.put(label, id);
    changed = clock.instant();
    if (id.equals(holder)) {
      return;
    }
    if (label.equals(CURRENT) && holder != null) {
      labels.put(PREVIOUS, holder);
    }
    listener.moved(this, label, id);
  }

  @Override
  public String toString() {
    return name;
  }
}
