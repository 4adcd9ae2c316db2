package io.portcullis.constructs.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.CfnResourcePolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;

/**
 * The secret's own policy. It admits nobody; whoever is not named it bars, however much IAM allows,
 * from reading a value, from staging one, and from making one current that nobody verified.
 *
 * <p>Every other action it leaves to IAM, so that nobody is locked out: administrators can replace
 * the policy, and CloudFormation can create, update and delete the secret. Its resource is {@code
 * *}, which in a secret's policy means the secret: Secrets Manager copies the policy to replicas,
 * whose ARNs differ.
 */
final class TokenPolicy {
  private final Secret secret;
  private final List<String> promoters = new ArrayList<>();
  private final List<String> readers = new ArrayList<>();
  private final List<String> operators = new ArrayList<>();

  TokenPolicy(Secret secret) {
    this.secret = secret;
    deploymentRole().ifPresent(readers::add);
    secret.addToResourcePolicy(readersAlone());
    secret.addToResourcePolicy(operatorsAlone());
    secret.addToResourcePolicy(promotersAlone());
    resource().setBlockPublicPolicy(true);
  }

  /** Lets principals do everything that the policy bars. */
  void admit(List<String> arns) {
    promoters.addAll(arns);
    admitReaders(arns);
    admitOperators(arns);
  }

  void admitReaders(List<String> arns) {
    readers.addAll(arns);
  }

  void admitOperators(List<String> arns) {
    operators.addAll(arns);
  }

  /** The ARNs of a grantee, as this policy can name them. */
  List<String> arns(IGrantable grantee) {
    return PrincipalArn.of(grantee, Stack.of(secret));
  }

  CfnResourcePolicy resource() {
    return (CfnResourcePolicy) secret.getNode().findChild("Policy").getNode().getDefaultChild();
  }

  private PolicyStatement readersAlone() {
    return denied("ReadersAlone", readers, Map.of(), "secretsmanager:GetSecretValue");
  }

  private PolicyStatement operatorsAlone() {
    return denied(
        "OperatorsAlone",
        operators,
        Map.of(),
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage");
  }

  /** Of writing, only this action tells which label it is about. */
  private PolicyStatement promotersAlone() {
    return denied(
        "PromotersAlone",
        promoters,
        Map.of("ForAnyValue:StringEquals", Map.of("secretsmanager:VersionStage", "AWSCURRENT")),
        "secretsmanager:UpdateSecretVersionStage");
  }

  /** Rendered late, since grants may follow. */
  private static PolicyStatement denied(
      String sid, List<String> admitted, Map<String, Object> conditions, String... actions) {
    var all = new HashMap<String, Object>(conditions);
    all.put(
        "ArnNotLike",
        Map.of(
            "aws:PrincipalArn",
            Lazy.uncachedList(context -> admitted.stream().distinct().toList())));
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.DENY)
        .principals(List.of(new AnyPrincipal()))
        .actions(List.of(actions))
        .resources(List.of("*"))
        .conditions(all)
        .build();
  }

  /**
   * The role that CloudFormation deploys the stack with. To update a secret, the resource type asks
   * for {@code GetSecretValue}; whoever deploys can replace this policy anyhow.
   */
  private Optional<String> deploymentRole() {
    var stack = Stack.of(secret);
    while (stack.getNestedStackParent() != null) {
      stack = stack.getNestedStackParent();
    }
    return Optional.ofNullable(stack.getSynthesizer().getCloudFormationExecutionRole())
        .map(Fn::sub);
  }
}
