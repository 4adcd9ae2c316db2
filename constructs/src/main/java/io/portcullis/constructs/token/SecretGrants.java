package io.portcullis.constructs.token;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * What IAM allows a grantee on the secret and, for the sake of this secret alone, on its key. The
 * key's own policy names nobody and leaves it to IAM.
 */
record SecretGrants(ISecret secret, IKey key) {

  Grant read(IGrantable grantee) {
    return onSecret(grantee, "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret")
        .combine(onKey(grantee, "kms:Decrypt"));
  }

  Grant write(IGrantable grantee) {
    return onSecret(grantee, "secretsmanager:PutSecretValue", "secretsmanager:DescribeSecret")
        .combine(onKey(grantee, "kms:Decrypt", "kms:GenerateDataKey"));
  }

  /**
   * Whoever starts a rotation has to be allowed to invoke its function; its log says how it went.
   */
  Grant stage(IGrantable grantee, IFunction rotation, ILogGroup log) {
    return onSecret(
            grantee,
            "secretsmanager:DescribeSecret",
            "secretsmanager:ListSecretVersionIds",
            "secretsmanager:PutSecretValue",
            "secretsmanager:RotateSecret",
            "secretsmanager:UpdateSecretVersionStage")
        .combine(onKey(grantee, "kms:Decrypt", "kms:GenerateDataKey"))
        .combine(
            grant(grantee, List.of("lambda:InvokeFunction"), rotation.getFunctionArn(), Map.of()))
        .combine(grant(grantee, List.of("logs:FilterLogEvents"), log.getLogGroupArn(), Map.of()));
  }

  Grant rotate(IGrantable grantee) {
    return onSecret(
            grantee,
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:ListSecretVersionIds",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage")
        .combine(onKey(grantee, "kms:Decrypt", "kms:GenerateDataKey"));
  }

  private Grant onSecret(IGrantable grantee, String... actions) {
    return grant(grantee, List.of(actions), secret.getSecretArn(), Map.of());
  }

  private Grant onKey(IGrantable grantee, String... actions) {
    var secretsManager = "secretsmanager.%s.amazonaws.com".formatted(Stack.of(secret).getRegion());
    return grant(
        grantee,
        List.of(actions),
        key.getKeyArn(),
        Map.of(
            "StringEquals",
            Map.of(
                "kms:EncryptionContext:SecretARN",
                secret.getSecretArn(),
                "kms:ViaService",
                secretsManager)));
  }

  private static Grant grant(
      IGrantable grantee,
      List<String> actions,
      String resource,
      Map<String, Map<String, Object>> conditions) {
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(grantee)
            .actions(actions)
            .resourceArns(List.of(resource))
            .conditions(conditions)
            .build());
  }
}
