package io.portcullis.rotation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The versions in AWS Secrets Manager. */
final class SecretsManagerVersions implements SecretVersions {
  private final SecretsManagerClient client;

  SecretsManagerVersions(SecretsManagerClient client) {
    this.client = client;
  }

  /**
   * A client for a function that nobody waits for. Every call is repeatable, so it gets the SDK's
   * standard three attempts; 3 s for an attempt, where a healthy one takes milliseconds and the
   * first one under a second; 6 s in all, so that even the six calls of {@code finishSecret} and
   * its question to the Hub end within a minute.
   */
  static SecretsManagerClientBuilder clientBuilder() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(Duration.ofSeconds(3)))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(Duration.ofSeconds(3))
                    .apiCallTimeout(Duration.ofSeconds(6)));
  }

  @Override
  public SecretDescription describe(String secretArn) {
    var secret =
        call("DescribeSecret", () -> client.describeSecret(request -> request.secretId(secretArn)));
    var labels = new HashMap<String, Set<String>>();
    secret.versionIdsToStages().forEach((id, stages) -> labels.put(id, Set.copyOf(stages)));
    // Absent while rotation is being set up, which is when Secrets Manager tests the function.
    return new SecretDescription(!Boolean.FALSE.equals(secret.rotationEnabled()), labels);
  }

  @Override
  public Optional<SecretValue> value(SecretVersion version) {
    return call("GetSecretValue", () -> read(version));
  }

  private Optional<SecretValue> read(SecretVersion version) {
    try {
      var value =
          client.getSecretValue(
              request -> request.secretId(version.secretArn()).versionId(version.versionId()));
      // A binary value is a value too, though never a token.
      return Optional.of(new SecretValue(Optional.ofNullable(value.secretString()).orElse("")));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void putPending(SecretVersion version, SecretValue value) {
    call(
        "PutSecretValue",
        () ->
            client.putSecretValue(
                request ->
                    request
                        .secretId(version.secretArn())
                        .clientRequestToken(version.versionId())
                        .secretString(value.text())
                        .versionStages(StagingLabel.PENDING)));
  }

  @Override
  public void makeCurrent(SecretVersion version, Optional<String> currentVersionId) {
    call(
        "UpdateSecretVersionStage",
        () ->
            client.updateSecretVersionStage(
                request ->
                    request
                        .secretId(version.secretArn())
                        .versionStage(StagingLabel.CURRENT)
                        .moveToVersionId(version.versionId())
                        .removeFromVersionId(currentVersionId.orElse(null))));
  }

  @Override
  public void removeLabel(SecretVersion version, String label) {
    call(
        "UpdateSecretVersionStage",
        () ->
            client.updateSecretVersionStage(
                request ->
                    request
                        .secretId(version.secretArn())
                        .versionStage(label)
                        .removeFromVersionId(version.versionId())));
  }

  /** Names the service's error code alone: what a service says may quote what it was sent. */
  private static <T> T call(String operation, Supplier<T> call) {
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
