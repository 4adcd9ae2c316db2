package io.portcullis.constructs.token;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * The rule for what {@code aws:PrincipalArn} is compared with: ARNs of IAM roles and users, whose
 * names may hold {@code *} and {@code ?}. A session of a role counts as the role (IAM User Guide,
 * "AWS global condition context keys").
 */
final class PrincipalArn {
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]+:iam::\\d{12}:(role|user)/(?=.*[A-Za-z0-9])[\\w+=,.@/*?-]+");

  private PrincipalArn() {}

  /**
   * @param property name of what holds the ARN, for the message
   * @throws IllegalArgumentException if the text is no such ARN
   */
  static void require(String property, String arn) {
    if (!ARN.matcher(arn).matches() && !Token.isUnresolved(arn)) {
      throw new IllegalArgumentException(
          "'%s' must be ARNs of IAM roles or users, not of sessions, with * and ? in their names alone, got '%s'"
              .formatted(property, arn));
    }
  }

  /**
   * The ARNs of a grantee, for a policy in a stack.
   *
   * @throws IllegalArgumentException if it is no role or user, or is made by another stack
   */
  static List<String> of(IGrantable grantee, Stack stack) {
    var principal = grantee.getGrantPrincipal().getPolicyFragment().getPrincipalJson();
    var arns = principal.getOrDefault("AWS", List.of());
    if (arns.isEmpty()) {
      throw new IllegalArgumentException(
          "'grantee' must be an IAM role or user, got '%s'"
              .formatted(String.join(", ", principal.keySet())));
    }
    arns.forEach(arn -> requireKnownTo(stack, arn));
    return arns;
  }

  /** A reference to another stack, which in its turn refers to the secret, would be a cycle. */
  private static void requireKnownTo(Stack stack, String arn) {
    for (var token : Tokenization.reverseString(arn).getTokens()) {
      if (token instanceof Reference reference && !Stack.of(reference.getTarget()).equals(stack)) {
        throw new IllegalArgumentException(
            "'grantee' must be made in the stack of the secret, whose policy names it, or be imported by its ARN, got '%s'"
                .formatted(reference.getTarget().getNode().getPath()));
      }
    }
  }
}
