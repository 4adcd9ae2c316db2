package io.portcullis.stacks.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A secret, without any value.
 *
 * @param arn its ARN
 * @param versions those with a label, newest first
 * @param rotated when a rotation last ended well
 * @param changed when a value or a label last changed
 */
record SecretState(
    String arn, List<Version> versions, Optional<Instant> rotated, Optional<Instant> changed) {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";
  static final String PREVIOUS = "AWSPREVIOUS";
  static final String STAGED = "STAGED";

  /** Ours, on a version that a rotation has made current. */
  private static final String VERIFIED = "VERIFIED";

  /**
   * One version.
   *
   * @param id its id
   * @param created when it was made
   * @param labels what sits on it
   */
  record Version(String id, Instant created, Set<String> labels) {
    boolean has(String label) {
      return labels.contains(label);
    }

    boolean verified() {
      return has(VERIFIED);
    }
  }

  /** From the answers of {@code DescribeSecret} and {@code ListSecretVersionIds}. */
  static SecretState of(JsonNode description, JsonNode list) {
    var versions = new ArrayList<Version>();
    for (var version : list.path("Versions")) {
      var labels = new TreeSet<String>();
      version.path("VersionStages").forEach(label -> labels.add(label.asText()));
      if (!labels.isEmpty()) {
        versions.add(
            new Version(
                version.path("VersionId").asText(),
                time(version.path("CreatedDate")).orElse(Instant.EPOCH),
                labels));
      }
    }
    versions.sort(Comparator.comparing(Version::created).reversed());
    return new SecretState(
        description.path("ARN").asText(),
        List.copyOf(versions),
        time(description.path("LastRotatedDate")),
        time(description.path("LastChangedDate")));
  }

  Optional<Version> with(String label) {
    return versions.stream().filter(version -> version.has(label)).findFirst();
  }

  /** The version of a rotation that is not over, or has failed. */
  Optional<Version> pending() {
    return with(PENDING).filter(version -> !version.has(CURRENT));
  }

  /** The API and version 1 of the CLI give seconds, version 2 a date. */
  private static Optional<Instant> time(JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(Instant.ofEpochMilli(Math.round(node.asDouble() * 1000)));
    }
    try {
      return node.isTextual()
          ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
