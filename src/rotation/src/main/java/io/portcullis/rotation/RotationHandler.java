package io.portcullis.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import io.portcullis.http.HttpCaller;
import io.portcullis.huggingface.HttpHub;
import io.portcullis.huggingface.Hub;
import io.portcullis.redaction.RedactedException;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.time.Duration;
import java.time.InstantSource;

/** Lambda entry point: turns a Secrets Manager event into one step of a rotation. */
public final class RotationHandler implements RequestHandler<SecretsManagerRotationEvent, Void> {
  private final TokenRotation rotation;
  private final RotationLog log;

  /** Called by Lambda, once per execution environment. */
  public RotationHandler() {
    this(
        RedactedException.started(
            () -> new SecretsManagerVersions(SecretsManagerVersions.clientBuilder().build())),
        RedactedException.started(() -> hub(RotationSettings.of(System.getenv()))),
        new RotationLog(
            RedactingOutput.install(Redactor.ofForms()),
            System.getenv("AWS_LAMBDA_FUNCTION_NAME"),
            InstantSource.system()));
  }

  RotationHandler(SecretVersions versions, Hub hub, RotationLog log) {
    this.rotation = new TokenRotation(versions, new StagedToken(versions), new TokenCheck(hub));
    this.log = log;
  }

  /** Never logs the event, which holds a token of the rotation itself. */
  @Override
  public Void handleRequest(SecretsManagerRotationEvent event, Context context) {
    var version = new SecretVersion(event.getSecretId(), event.getClientRequestToken());
    try {
      var result = rotation.run(RotationStep.of(event.getStep()), version);
      log.succeeded(version, event.getStep(), result);
      return null;
    } catch (RotationException e) {
      log.failed(version, event.getStep(), e);
      throw e;
    } catch (RuntimeException e) {
      var failure = RotationException.unforeseen(e);
      log.failed(version, event.getStep(), failure);
      throw failure;
    }
  }

  private static Hub hub(RotationSettings settings) {
    // The Hub answers in well under a second; Secrets Manager repeats a rotation that gave up.
    return new HttpHub(
        settings.hub(), new HttpCaller(Duration.ofSeconds(3)), Duration.ofSeconds(10));
  }
}
