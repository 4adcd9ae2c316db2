package io.portcullis.stacks.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What is known of a secret without its values.
 *
 * @param versions the labels of each version
 * @param rotated whether a rotation has ever succeeded
 */
record SecretLabels(List<Set<String>> versions, boolean rotated) {

  /** What is to be said of a secret by its labels. */
  static Verdict judge(AwsCli aws, String secret, Function<SecretLabels, Verdict> judgement) {
    var answer = aws.call("secretsmanager", "describe-secret", "--secret-id", secret);
    if (answer instanceof AwsAnswer.Refusal refusal) {
      return Verdict.notKnown(refusal);
    }
    var description = ((AwsAnswer.Body) answer).json();
    return description.path("VersionIdsToStages").isObject()
        ? judgement.apply(of(description))
        : Verdict.unreadable("VersionIdsToStages");
  }

  private static SecretLabels of(JsonNode description) {
    var versions = new ArrayList<Set<String>>();
    for (var labels : description.path("VersionIdsToStages")) {
      var version = new HashSet<String>();
      labels.forEach(label -> version.add(label.asText()));
      versions.add(version);
    }
    return new SecretLabels(versions, description.hasNonNull("LastRotatedDate"));
  }

  /** Whether one version bears all of these. */
  boolean has(String... labels) {
    return versions.stream().anyMatch(version -> version.containsAll(List.of(labels)));
  }
}
