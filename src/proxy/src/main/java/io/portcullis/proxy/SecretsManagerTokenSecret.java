package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The secret in AWS Secrets Manager. */
final class SecretsManagerTokenSecret implements TokenSecret {
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  private final SecretsManagerClient client;
  private final String arn;

  SecretsManagerTokenSecret(SecretsManagerClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  /**
   * A client for a function that a caller waits for. Up to three attempts of 2 s, where a healthy
   * one takes milliseconds and the first one, with its TLS handshake, under a second; 5 s in all,
   * after which an honest 503 serves the caller better.
   */
  static SecretsManagerClientBuilder clientBuilder() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(1))
                .socketTimeout(Duration.ofSeconds(2)))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(Duration.ofSeconds(2)));
  }

  @Override
  public StoredToken read(Duration timeout) {
    if (timeout.toMillis() < 1) {
      return new StoredToken.Unavailable();
    }
    var bounded = timeout.compareTo(LONGEST_READ) < 0 ? timeout : LONGEST_READ;
    try {
      var value =
          client.getSecretValue(
              request ->
                  request
                      .secretId(arn)
                      .overrideConfiguration(override -> override.apiCallTimeout(bounded)));
      return Optional.ofNullable(value.secretString())
          .flatMap(AccessToken::parse)
          .<StoredToken>map(token -> new StoredToken.Present(token, createdAt(value)))
          .orElseGet(StoredToken.Missing::new);
    } catch (ResourceNotFoundException e) {
      return new StoredToken.Missing();
    } catch (SdkException e) {
      return new StoredToken.Unavailable();
    }
  }

  private static Optional<Instant> createdAt(GetSecretValueResponse value) {
    return Optional.ofNullable(value.createdDate());
  }
}
