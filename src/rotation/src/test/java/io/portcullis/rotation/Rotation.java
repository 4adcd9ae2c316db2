package io.portcullis.rotation;

import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import io.portcullis.huggingface.Hub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The function as Secrets Manager meets it, for one pending version. */
final class Rotation {
  static final String VERSION = "pending-1";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final RotationHandler handler;

  Rotation(SecretVersions versions, Hub hub) {
    handler =
        new RotationHandler(versions, hub, new PrintStream(log, true, StandardCharsets.UTF_8));
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
