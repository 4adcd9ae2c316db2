package io.portcullis.rotation;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import io.portcullis.huggingface.Hub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** The function as Secrets Manager meets it, for one pending version. */
final class Rotation {
  static final String VERSION = "pending-1";

  private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final RotationHandler handler;

  Rotation(SecretVersions versions, Hub hub) {
    var out = new PrintStream(log, true, StandardCharsets.UTF_8);
    handler =
        new RotationHandler(
            versions, hub, new RotationLog(out, "rotation-function", InstantSource.fixed(TIME)));
  }

  void step(String step) {
    handler.handleRequest(
        SecretsManagerRotationEvent.builder()
            .withSecretId(InMemoryVersions.ARN)
            .withClientRequestToken(VERSION)
            .withRotationToken("rotation-token-planted")
            .withStep(step)
            .build(),
        null);
  }

  void allSteps() {
    step("createSecret");
    step("setSecret");
    step("testSecret");
    step("finishSecret");
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }
}
