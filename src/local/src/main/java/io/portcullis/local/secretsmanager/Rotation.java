package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rotates a secret by its function.
 *
 * <p>AWS repeats a rotation of which a step failed several times; here it is repeated when a test
 * asks for that.
 *
 * <p>Follows "Rotation by Lambda function"
 * (docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html) and
 * "RotateSecret" (docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html).
 */
final class Rotation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  private final RotationFunction functions;

  Rotation(RotationFunction functions) {
    this.functions = functions;
  }

  /**
   * Creates the empty pending version, unless an earlier rotation is not over. The same request
   * again begins nothing.
   *
   * @return whether the rotation begins now
   */
  boolean begin(Secret secret, String token) throws SecretsManagerException {
    function(secret);
    synchronized (secret) {
      var pending = secret.versionLabelled(Secret.PENDING);
      if (secret.version(token).isPresent()) {
        return false;
      }
      if (pending.isPresent() && !pending.equals(secret.versionLabelled(Secret.CURRENT))) {
        throw SecretsManagerException.invalidRequest(
            "A previous rotation isn't complete. That rotation will be reattempted.");
      }
      secret.createPending(token);
      return true;
    }
  }

  /** Runs the four steps, up to the first that fails; returns why it did. */
  Optional<String> run(Secret secret, String token) throws IOException, InterruptedException {
    for (var step : STEPS) {
      var failure = step(secret, token, step);
      if (failure.isPresent()) {
        return Optional.of(step + ": " + failure.get());
      }
    }
    secret.rotatedTo(token);
    return Optional.empty();
  }

  /**
   * What happens when a schedule is set without rotating at once: the test step on a pending
   * version that is then removed ("RotateImmediately" of the operation).
   */
  Optional<String> test(Secret secret) throws IOException, InterruptedException {
    var token = UUID.randomUUID().toString();
    secret.createPending(token);
    try {
      return step(secret, token, "testSecret").map(failure -> "testSecret: " + failure);
    } finally {
      secret.removePending(token);
    }
  }

  /** Runs one step. */
  Optional<String> step(Secret secret, String token, String step)
      throws IOException, InterruptedException {
    var event =
        JSON.createObjectNode()
            .put("Step", step)
            .put("SecretId", secret.arn())
            .put("ClientRequestToken", token)
            .put("RotationToken", UUID.randomUUID().toString());
    return functions.run(secret.rotationFunction().orElseThrow(), event.toString());
  }

  private static String function(Secret secret) throws SecretsManagerException {
    return secret
        .rotationFunction()
        .orElseThrow(
            () ->
                SecretsManagerException.invalidRequest(
                    "No Lambda rotation function ARN is associated with this secret."));
  }
}
