package io.portcullis.local;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What Hugging Face is asked to set up before the first rotation, and what an operator then brings:
 * a token, or the credential that tokens are made with, as the rotation function's variables say.
 */
final class FirstToken {
  /** Label under which an operator stages a new token. */
  private static final String STAGED = "STAGED";

  private static final String CURRENT = "AWSCURRENT";

  private final SecretsManager secrets;
  private final Function<String, Map<String, String>> variables;
  private final HuggingFaceStandIn huggingFace;

  /**
   * Brings it to the secrets of an environment.
   *
   * @param variables of a function, by its ARN
   */
  FirstToken(
      SecretsManager secrets,
      Function<String, Map<String, String>> variables,
      HuggingFaceStandIn huggingFace) {
    this.secrets = secrets;
    this.variables = variables;
    this.huggingFace = huggingFace;
  }

  /** Brings it, and rotates to it. */
  void rotateTo(String secretArn) throws IOException, InterruptedException {
    var settings = secrets.rotationFunction(secretArn).map(variables).orElseGet(Map::of);
    // Before any token is made: its rights are those of the hosted endpoint's owner.
    if (settings.containsKey("ENDPOINT_NAME")) {
      huggingFace.host(
          settings.get("ENDPOINT_NAMESPACE"),
          settings.get("ENDPOINT_NAME"),
          settings.getOrDefault("ENDPOINT_TYPE", "private"));
    }
    credential(settings)
        .ifPresentOrElse(
            value -> secrets.stage(settings.get("CREDENTIAL_ARN"), value, CURRENT),
            () -> secrets.stage(secretArn, huggingFace.tokens().issue(), STAGED));
    secrets.rotate(secretArn);
  }

  private Optional<String> credential(Map<String, String> settings) {
    var source = settings.getOrDefault("TOKEN_SOURCE", STAGED);
    return switch (source) {
      case STAGED -> Optional.empty();
      case "SERVICE_ACCOUNT" ->
          Optional.of(
              huggingFace.serviceAccount(
                  settings.get("ENDPOINT_NAMESPACE"), settings.get("SERVICE_ACCOUNT")));
      case "TOKEN_EXCHANGE" ->
          Optional.of(
              huggingFace.oauthClient(
                  settings.get("CLIENT_ID"),
                  settings.get("SUBJECT"),
                  Duration.ofSeconds(Long.parseLong(settings.get("TOKEN_LIFETIME_SECONDS")))));
      default ->
          throw new AssemblyException(
              "'TOKEN_SOURCE' of the rotation function is unknown here, got '%s'"
                  .formatted(source));
    };
  }
}
