package io.portcullis.rotation.secret;

import io.portcullis.rotation.failure.RotationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** How AWS Secrets Manager is asked, and what becomes of its errors. */
public final class SecretsManager {
  private SecretsManager() {}

  /**
   * A client for a function that nobody waits for. Every call is repeatable, so it gets the SDK's
   * standard three attempts, which wait when they are throttled; 2 s for an attempt, where a
   * healthy one takes milliseconds and the first one under a second; 4 s in all, so that even the
   * nine calls of {@code finishSecret}, 36 s, and its three questions to Hugging Face, 15 s, end
   * within a minute.
   */
  public static SecretsManagerClientBuilder clientBuilder() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(2)))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(Duration.ofSeconds(2))
                    .apiCallTimeout(Duration.ofSeconds(4)));
  }

  /** A value, or nothing if the version has none. */
  static Optional<SecretValue> value(
      SecretsManagerClient client, Consumer<GetSecretValueRequest.Builder> request) {
    return call("GetSecretValue", () -> read(client, request));
  }

  private static Optional<SecretValue> read(
      SecretsManagerClient client, Consumer<GetSecretValueRequest.Builder> request) {
    try {
      var value = client.getSecretValue(request);
      // A binary value is a value too, though never a token.
      var text = Optional.ofNullable(value.secretString()).orElse("");
      var createdAt = Optional.ofNullable(value.createdDate()).orElse(Instant.EPOCH);
      return Optional.of(new SecretValue(text, createdAt));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Names the service's error code alone: what a service says may quote what it was sent. */
  static <T> T call(String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      var code = Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode);
      throw new RotationException(
          "Secrets Manager refused '%s' with '%s' (%d), request id '%s'"
              .formatted(operation, code.orElse("unknown"), e.statusCode(), e.requestId()));
    } catch (SdkException e) {
      throw new RotationException(
          "Secrets Manager could not be asked for '%s': '%s'"
              .formatted(operation, e.getClass().getSimpleName()));
    }
  }
}
