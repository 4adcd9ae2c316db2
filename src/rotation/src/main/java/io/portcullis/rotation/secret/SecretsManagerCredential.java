package io.portcullis.rotation.secret;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The credential in AWS Secrets Manager. */
public final class SecretsManagerCredential implements CredentialSecret {
  private final SecretsManagerClient client;
  private final String arn;

  public SecretsManagerCredential(SecretsManagerClient client, String arn) {
    this.client = client;
    this.arn = arn;
  }

  @Override
  public String arn() {
    return arn;
  }

  @Override
  public Optional<SecretValue> read() {
    return SecretsManager.value(
        client, request -> request.secretId(arn).versionStage(StagingLabel.CURRENT));
  }
}
