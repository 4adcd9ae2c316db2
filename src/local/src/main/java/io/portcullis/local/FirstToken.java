package io.portcullis.local;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What Hugging Face is asked to set up before the first rotation, and what an operator then brings:
 * a token, or the credential that tokens are made with, as the rotation function's variables say.
 */
final class FirstToken {
  /** Label under which an operator stages a new token. */
  private static final String STAGED = "STAGED";

  private static final String CURRENT = "AWSCURRENT";

  private final SecretsManager secrets;
  private final Lambda lambda;
  private final HuggingFaceStandIn huggingFace;

  FirstToken(SecretsManager secrets, Lambda lambda, HuggingFaceStandIn huggingFace) {
    this.secrets = secrets;
    this.lambda = lambda;
    this.huggingFace = huggingFace;
  }

  /** Brings it, and rotates to it. */
  void rotateTo(String secretArn) throws IOException, InterruptedException {
    var variables = secrets.rotationFunction(secretArn).map(lambda::variables).orElseGet(Map::of);
    // Before any token is made: its rights are those of the hosted endpoint's owner.
    if (variables.containsKey("ENDPOINT_NAME")) {
      huggingFace.host(
          variables.get("ENDPOINT_NAMESPACE"),
          variables.get("ENDPOINT_NAME"),
          variables.getOrDefault("ENDPOINT_TYPE", "private"));
    }
    credential(variables)
        .ifPresentOrElse(
            value -> secrets.stage(variables.get("CREDENTIAL_ARN"), value, CURRENT),
            () -> secrets.stage(secretArn, huggingFace.tokens().issue(), STAGED));
    secrets.rotate(secretArn);
  }

  private Optional<String> credential(Map<String, String> variables) {
    var source = variables.getOrDefault("TOKEN_SOURCE", STAGED);
    return switch (source) {
      case STAGED -> Optional.empty();
      case "SERVICE_ACCOUNT" ->
          Optional.of(
              huggingFace.serviceAccount(
                  variables.get("ENDPOINT_NAMESPACE"), variables.get("SERVICE_ACCOUNT")));
      case "TOKEN_EXCHANGE" ->
          Optional.of(
              huggingFace.oauthClient(
                  variables.get("CLIENT_ID"),
                  variables.get("SUBJECT"),
                  Duration.ofSeconds(Long.parseLong(variables.get("TOKEN_LIFETIME_SECONDS")))));
      default ->
          throw new AssemblyException(
              "'TOKEN_SOURCE' of the rotation function is unknown here, got '%s'"
                  .formatted(source));
    };
  }
}
