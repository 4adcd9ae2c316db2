package io.portcullis.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.portcullis.http.TlsStart;
import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.RedactedException;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationLog;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.log.RunLine;
import io.portcullis.rotation.secret.SecretsManager;
import io.portcullis.rotation.secret.SecretsManagerCredential;
import io.portcullis.rotation.secret.SecretsManagerVersions;
import io.portcullis.rotation.source.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;

/** Lambda entry point: turns an event into one step of a rotation, or into one task. */
public final class RotationHandler implements RequestStreamHandler {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RotationParts parts;
  private final RotationLog log;

  /** Called by Lambda, once per execution environment. */
  public RotationHandler() {
    this(
        RedactedException.started(RotationHandler::parts),
        System.getenv("AWS_LAMBDA_FUNCTION_NAME"),
        new LateSecrets());
  }

  private RotationHandler(RotationParts parts, String functionName, LateSecrets secrets) {
    this(
        parts,
        new RotationLog(
            RedactingOutput.install(Redactor.with(secrets)), functionName, InstantSource.system()));
    parts.credential().ifPresent(secrets::heldBy);
  }

  RotationHandler(RotationParts parts, RotationLog log) {
    this.parts = parts;
    this.log = log;
  }

  private static RotationParts parts() {
    TlsStart.inBackground();
    var settings = RotationSettings.of(System.getenv());
    var client = SecretsManager.clientBuilder().build();
    return RotationParts.of(
        settings,
        new SecretsManagerVersions(client),
        arn -> new SecretsManagerCredential(client, arn),
        HuggingFacePorts.overHttp(settings),
        InstantSource.system());
  }

  /** Never logs the event, which holds a token of the rotation itself. */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try {
      JSON.writeValue(output, answer(input));
    } finally {
      parts.credential().ifPresent(Credential::forget);
    }
  }

  private JsonNode answer(InputStream input) {
    var run = RunLine.ofNothing();
    try {
      var event = RotationEvent.read(input);
      if (event instanceof RotationEvent.Step step) {
        run = RunLine.ofStep(step.version(), step.word());
        return answer(step, run);
      }
      var task = (RotationEvent.Task) event;
      run = RunLine.ofTask(task.secretArn(), task.name().word());
      return answer(task, run);
    } catch (RotationException e) {
      log.failed(run, e);
      throw e;
    } catch (RuntimeException e) {
      var failure = RotationException.unforeseen(e);
      log.failed(run, failure);
      throw failure;
    }
  }

  private JsonNode answer(RotationEvent.Step step, RunLine run) {
    var result = parts.rotation().run(RotationStep.of(step.word()), step.version(), run);
    if (result == StepResult.PROMOTED) {
      run.measure(RotationMetric.SUCCEEDED.once());
    }
    log.succeeded(run, result.word());
    return NullNode.instance;
  }

  private JsonNode answer(RotationEvent.Task task, RunLine run) {
    var result =
        switch (task.name()) {
          case WATCH -> {
            parts.watch().run(task.secretArn(), run);
            yield JsonNodeFactory.instance.objectNode().put("result", "watched");
          }
          case REVOKE -> {
            var revoked = parts.revoke().run(task.secretArn(), run);
            yield JsonNodeFactory.instance
                .objectNode()
                .put("result", revoked.retired() ? "retired" : "nothing_to_retire")
                .put("versionId", revoked.version().versionId());
          }
        };
    log.succeeded(run, result.path("result").textValue());
    return result;
  }
}
