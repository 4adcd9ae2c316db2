package io.portcullis.constructs.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.secretsmanager.CfnResourcePolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;

/**
 * The policy of the token's secret: besides reading and staging a value, it bars everybody who is
 * not named from making one current that nobody verified, and from labelling one as verified.
 */
final class TokenPolicy {
  private final SecretPolicy policy;
  private final List<String> promoters = new ArrayList<>();

  TokenPolicy(Secret secret) {
    policy = new SecretPolicy(secret);
    promotersAlone();
  }

  /** Lets principals do everything that the policy bars. */
  void admit(List<String> arns) {
    promoters.addAll(arns);
    admitReaders(arns);
    admitOperators(arns);
  }

  void admitReaders(List<String> arns) {
    policy.admitReaders(arns);
  }

  void admitOperators(List<String> arns) {
    policy.admitOperators(arns);
  }

  /** The ARNs of a grantee, as this policy can name them. */
  List<String> arns(IGrantable grantee) {
    return policy.arns(grantee);
  }

  CfnResourcePolicy resource() {
    return policy.resource();
  }

  /** Of writing, only this action tells which label it is about. */
  private void promotersAlone() {
    policy.bar(
        "PromotersAlone",
        promoters,
        Map.of(
            "ForAnyValue:StringEquals",
            Map.of("secretsmanager:VersionStage", List.of("AWSCURRENT", "VERIFIED"))),
        "secretsmanager:UpdateSecretVersionStage");
  }
}
