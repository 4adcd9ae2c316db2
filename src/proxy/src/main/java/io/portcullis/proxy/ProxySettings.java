package io.portcullis.proxy;

import io.portcullis.huggingface.ServiceUrl;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the function's environment variables say.
 *
 * @param endpoint {@code ENDPOINT_URL}, the address of the Inference Endpoint
 * @param tokenSecretArn {@code TOKEN_SECRET_ARN}, the secret that holds the token
 * @param tokenCache {@code TOKEN_CACHE_SECONDS}, how long a token is used before the secret is read
 *     again, from 1 second to 1 hour
 */
public record ProxySettings(ServiceUrl endpoint, String tokenSecretArn, Duration tokenCache) {
  private static final Pattern SECRET_ARN =
      Pattern.compile("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** Reads every variable that the function knows; a missing or malformed one is an error. */
  public static ProxySettings of(Map<String, String> environment) {
    return new ProxySettings(
        ServiceUrl.of("ENDPOINT_URL", required(environment, "ENDPOINT_URL")),
        secretArn(required(environment, "TOKEN_SECRET_ARN")),
        tokenCache(required(environment, "TOKEN_CACHE_SECONDS")));
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'%s' is required".formatted(name));
    }
    return value;
  }

  private static String secretArn(String value) {
    if (!SECRET_ARN.matcher(value).matches()) {
      // Not quoted: what stands here by mistake may be the token itself.
      throw new IllegalArgumentException(
          "'TOKEN_SECRET_ARN' must be the ARN of a Secrets Manager secret");
    }
    return value;
  }

  private static Duration tokenCache(String value) {
    if (!SECONDS.matcher(value).matches()) {
      throw new IllegalArgumentException("'TOKEN_CACHE_SECONDS' must be a whole number");
    }
    var seconds = Integer.parseInt(value);
    if (seconds < 1 || seconds > 3600) {
      throw new IllegalArgumentException(
          "'TOKEN_CACHE_SECONDS' must be from 1 to 3600, got '%d'".formatted(seconds));
    }
    return Duration.ofSeconds(seconds);
  }
}
