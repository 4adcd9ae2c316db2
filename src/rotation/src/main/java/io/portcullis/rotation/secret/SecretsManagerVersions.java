package io.portcullis.rotation.secret;

import io.portcullis.huggingface.AccessToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The versions in AWS Secrets Manager. */
public final class SecretsManagerVersions implements SecretVersions {
  private final SecretsManagerClient client;

  public SecretsManagerVersions(SecretsManagerClient client) {
    this.client = client;
  }

  @Override
  public SecretDescription describe(String secretArn) {
    var secret =
        SecretsManager.call(
            "DescribeSecret", () -> client.describeSecret(request -> request.secretId(secretArn)));
    var labels = new HashMap<String, Set<String>>();
    secret.versionIdsToStages().forEach((id, stages) -> labels.put(id, Set.copyOf(stages)));
    return new SecretDescription(
        // Absent while rotation is being set up, which is when Secrets Manager tests the function.
        !Boolean.FALSE.equals(secret.rotationEnabled()),
        labels,
        // Of a secret that does not tell, nothing is ever old enough to be ended.
        Optional.ofNullable(secret.lastChangedDate()).orElse(Instant.MAX));
  }

  @Override
  public Optional<SecretValue> value(SecretVersion version) {
    return SecretsManager.value(
        client, request -> request.secretId(version.secretArn()).versionId(version.versionId()));
  }

  @Override
  public void putPending(SecretVersion version, AccessToken token) {
    SecretsManager.call(
        "PutSecretValue",
        () ->
            client.putSecretValue(
                request ->
                    request
                        .secretId(version.secretArn())
                        .clientRequestToken(version.versionId())
                        .secretString(token.value())
                        .versionStages(StagingLabel.PENDING)));
  }

  @Override
  public void moveLabel(String label, Optional<String> from, SecretVersion to) {
    SecretsManager.call(
        "UpdateSecretVersionStage",
        () ->
            client.updateSecretVersionStage(
                request ->
                    request
                        .secretId(to.secretArn())
                        .versionStage(label)
                        .moveToVersionId(to.versionId())
                        .removeFromVersionId(from.orElse(null))));
  }

  @Override
  public void removeLabel(SecretVersion version, String label) {
    SecretsManager.call(
        "UpdateSecretVersionStage",
        () ->
            client.updateSecretVersionStage(
                request ->
                    request
                        .secretId(version.secretArn())
                        .versionStage(label)
                        .removeFromVersionId(version.versionId())));
  }
}
