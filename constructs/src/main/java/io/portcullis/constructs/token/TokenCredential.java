package io.portcullis.constructs.token;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * What tokens are made with: a secret of its own that the rotation function alone reads, and that
 * operators write. It can do more than any token that is made with it, so no replica is kept of it.
 */
final class TokenCredential extends Construct {
  private final Secret secret;
  private final SecretGrants grants;
  private final SecretPolicy policy;

  TokenCredential(Construct scope, String id, IKey encryptionKey, HuggingFaceTokenProps props) {
    super(scope, id);
    secret = secret(encryptionKey, props);
    grants = new SecretGrants(secret, encryptionKey);
    policy = new SecretPolicy(secret);
    admit(props.breakGlass());
    policy.admitOperators(props.operators());
    acknowledgeFindings();
  }

  Secret getSecret() {
    return secret;
  }

  Grant grantRead(IGrantable grantee) {
    policy.admitReaders(policy.arns(grantee));
    return grants.read(grantee);
  }

  Grant grantWrite(IGrantable grantee) {
    policy.admitOperators(policy.arns(grantee));
    return grants.write(grantee);
  }

  private void admit(List<String> arns) {
    policy.admitReaders(arns);
    policy.admitOperators(arns);
  }

  /** Value and key for the reasons of the token's secret. */
  private Secret secret(IKey encryptionKey, HuggingFaceTokenProps props) {
    return Secret.Builder.create(this, "Resource")
        .description("What the tokens of the inference gateway are made with")
        .encryptionKey(Key.fromKeyArn(this, "Key", encryptionKey.getKeyArn()))
        .secretStringValue(SecretValue.unsafePlainText(HuggingFaceToken.EMPTY))
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private void acknowledgeFindings() {
    var reason =
        "Hugging Face has no API that replaces it: an operator does, and an alarm tells its age";
    for (var rule :
        List.of(
            "AwsSolutions-SMG4",
            "NIST.800.53.R5-SecretsManagerRotationEnabled",
            "Portcullis-SecretsRotated")) {
      Findings.acknowledge(secret, rule, reason);
    }
  }
}
