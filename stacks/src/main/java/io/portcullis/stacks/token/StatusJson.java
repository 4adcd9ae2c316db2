package io.portcullis.stacks.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.TreeMap;

/** A token's status as data. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static String of(TokenStatus status) {
    var root =
        JSON.createObjectNode()
            .put("environment", status.environment())
            .put("source", status.source())
            .put("schedule", status.schedule())
            .put("secret", status.token().arn());
    status.token().rotated().ifPresent(rotated -> root.put("lastRotated", rotated.toString()));
    status.timeLeft().ifPresent(left -> root.put("secondsLeft", left.toSeconds()));
    var versions = root.putArray("versions");
    for (var version : status.token().versions()) {
      var node = versions.addObject().put("id", version.id());
      version.labels().forEach(node.putArray("labels")::add);
      node.put("created", version.created().toString())
          .put("ageSeconds", status.age(version).toSeconds())
          .put("verified", version.verified());
    }
    status
        .token()
        .with(SecretState.PREVIOUS)
        .flatMap(previous -> status.token().with(SecretState.CURRENT))
        .ifPresent(
            current -> root.put("replacedTokenAliveSeconds", status.age(current).toSeconds()));
    status.credential().ifPresent(credential -> put(root, credential, status));
    status.last().ifPresent(line -> put(root.putObject("lastRotationStep"), line));
    status.watch().ifPresent(line -> put(root.putObject("lastWatch"), line));
    return root.toPrettyString();
  }

  private static void put(ObjectNode root, SecretState credential, TokenStatus status) {
    var node = root.putObject("credential").put("secret", credential.arn());
    credential
        .changed()
        .ifPresent(
            changed ->
                node.put("changed", changed.toString())
                    .put("ageSeconds", Duration.between(changed, status.time()).toSeconds()));
  }

  private static void put(ObjectNode node, LogLine line) {
    node.put("what", line.what()).put("versionId", line.versionId()).put("result", line.result());
    if (!line.reason().isEmpty()) {
      node.put("reason", line.reason());
    }
    line.time().ifPresent(time -> node.put("time", time.toString()));
    if (!line.measured().isEmpty()) {
      var measured = node.putObject("measured");
      new TreeMap<>(line.measured()).forEach(measured::put);
    }
  }
}
