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
 * A secret's own policy. It admits nobody; whoever is not named it bars, however much IAM allows,
 * from reading a value and from writing one.
 *
 * <p>Every other action it leaves to IAM, so that nobody is locked out: administrators can replace
 * the policy, and CloudFormation can create, update and delete the secret. Its resource is {@code
 * *}, which in a secret's policy means the secret: Secrets Manager copies the policy to replicas,
 * whose ARNs differ.
 */
final class SecretPolicy {
  private final Secret secret;
  private final List<String> readers = new ArrayList<>();
  private final List<String> operators = new ArrayList<>();

  SecretPolicy(Secret secret) {
    this.secret = secret;
    deploymentRole().ifPresent(readers::add);
    bar("ReadersAlone", readers, Map.of(), "secretsmanager:GetSecretValue");
    bar(
        "OperatorsAlone",
        operators,
        Map.of(),
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage");
    resource().setBlockPublicPolicy(true);
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

  /** Bars everybody but the admitted, who are rendered late, since grants may follow. */
  void bar(String sid, List<String> admitted, Map<String, Object> conditions, String... actions) {
    var all = new HashMap<String, Object>(conditions);
    all.put(
        "ArnNotLike",
        Map.of(
            "aws:PrincipalArn",
            Lazy.uncachedList(context -> admitted.stream().distinct().toList())));
    secret.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid(sid)
            .effect(Effect.DENY)
            .principals(List.of(new AnyPrincipal()))
            .actions(List.of(actions))
            .resources(List.of("*"))
            .conditions(all)
            .build());
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
