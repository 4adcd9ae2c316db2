package io.portcullis.constructs.proxy;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Where a proxy writes the bodies of some calls: a log group of their own, so that whoever may read
 * what happened does not read what was said.
 */
final class BodyLog extends Construct {
  private final LogGroup logGroup;
  private final Policy policy;

  private BodyLog(Construct scope, String id, InferenceProxyProps props) {
    super(scope, id);
    logGroup =
        LogGroup.Builder.create(this, "Resource")
            .encryptionKey(props.encryptionKey().orElseThrow())
            .retention(props.logRetention())
            .removalPolicy(props.removalPolicy())
            .build();
    policy = policy(props);
    Findings.acknowledgeInlinePolicy(policy);
  }

  /** None, where no body is logged. */
  static Optional<BodyLog> of(Construct scope, String id, InferenceProxyProps props) {
    return isOn(props.bodyLogShare())
        ? Optional.of(new BodyLog(scope, id, props))
        : Optional.empty();
  }

  /** That the share is one, and that what is said is encrypted. */
  static void require(Number share, Optional<IKey> encryptionKey) {
    requireNonNull(share, "'bodyLogShare' is required");
    if (Token.isUnresolved(share)) {
      throw new IllegalArgumentException(
          "'bodyLogShare' must be known when the template is written");
    }
    if (!(share.doubleValue() >= 0 && share.doubleValue() <= 1)) {
      throw new IllegalArgumentException(
          "'bodyLogShare' must be from 0 to 1, got '%s'".formatted(share));
    }
    if (isOn(share) && encryptionKey.isEmpty()) {
      throw new IllegalArgumentException(
          "'bodyLogShare' needs 'encryptionKey', with which the bodies are encrypted, give one or"
              + " remove it");
    }
  }

  LogGroup getLogGroup() {
    return logGroup;
  }

  /** What the role must have before the function writes. */
  Policy getPolicy() {
    return policy;
  }

  private static boolean isOn(Number share) {
    return share.doubleValue() > 0;
  }

  /** A policy of this stack rather than of the role's, whose stack must not refer to this one. */
  private Policy policy(InferenceProxyProps props) {
    return Policy.Builder.create(this, "Policy")
        .roles(List.of(props.role()))
        .statements(
            List.of(
                PolicyStatement.Builder.create()
                    .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                    .resources(List.of(logGroup.getLogGroupArn()))
                    .build()))
        .build();
  }
}
