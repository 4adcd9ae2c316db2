package com.example.usual;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The first step of a rotation: what was staged becomes the pending value. */
public final class UsualRotation implements RequestHandler<SecretsManagerRotationEvent, Void> {
  private final SecretsManagerClient secrets = SecretsManagerClient.create();

  @Override
  public Void handleRequest(SecretsManagerRotationEvent event, Context context) {
    var described = secrets.describeSecret(request -> request.secretId(event.getSecretId()));
    if (!described.versionIdsToStages().containsKey(event.getClientRequestToken())) {
      throw new IllegalArgumentException("the version is not pending");
    }
    var staged =
        secrets.getSecretValue(
            request -> request.secretId(event.getSecretId()).versionStage("STAGED"));
    secrets.putSecretValue(
        request ->
            request
                .secretId(event.getSecretId())
                .clientRequestToken(event.getClientRequestToken())
                .secretString(staged.secretString())
                .versionStages("AWSPENDING"));
    return null;
  }
}
