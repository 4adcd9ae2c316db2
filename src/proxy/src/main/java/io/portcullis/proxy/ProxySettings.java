package io.portcullis.proxy;

import io.portcullis.http.ServiceUrl;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.environment.Variables;
import io.portcullis.proxy.validation.RequestLimits;
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
 * @param timeouts how long a request waits for the endpoint
 * @param limits how much a request may ask for
 * @param state what the fleet remembers of earlier requests
 */
public record ProxySettings(
    ServiceUrl endpoint,
    String tokenSecretArn,
    Duration tokenCache,
    RequestTimeouts timeouts,
    RequestLimits limits,
    StateSettings state) {
  private static final Pattern SECRET_ARN =
      Pattern.compile("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+");

  /** Reads every variable that the function knows; a missing or malformed one is an error. */
  public static ProxySettings of(Map<String, String> environment) {
    var variables = new Variables(environment);
    var timeouts = RequestTimeouts.of(variables);
    return new ProxySettings(
        ServiceUrl.of("ENDPOINT_URL", variables.required("ENDPOINT_URL")),
        secretArn(variables.required("TOKEN_SECRET_ARN")),
        Duration.ofSeconds(variables.wholeNumber("TOKEN_CACHE_SECONDS", 1, 3600)),
        timeouts,
        RequestLimits.of(variables),
        StateSettings.of(variables, timeouts.firstByte()));
  }

  private static String secretArn(String value) {
    if (!SECRET_ARN.matcher(value).matches()) {
      // Not quoted: what stands here by mistake may be the token itself.
      throw new IllegalArgumentException(
          "'TOKEN_SECRET_ARN' must be the ARN of a Secrets Manager secret");
    }
    return value;
  }
}
