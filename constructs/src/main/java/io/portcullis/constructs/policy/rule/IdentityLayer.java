package io.portcullis.constructs.policy.rule;

import java.util.Optional;
import java.util.stream.Collectors;

/** Callers prove who they are: by AWS credentials, or to an authorizer. */
final class IdentityLayer implements CallerLayer {
  @Override
  public String name() {
    return "identity";
  }

  @Override
  public Optional<String> gap(FrontDoor door) {
    var methods = door.methods();
    var open =
        methods.stream()
            .filter(method -> !method.identifiesCallers())
            .map(Method::toString)
            .collect(Collectors.joining(", "));
    if (methods.isEmpty()) {
      return Optional.of("the API has no method that could be looked at");
    }
    if (!open.isEmpty()) {
      return Optional.of(
          "%s has no authorization by IAM or an authorizer, add 'principals' to every customer, or 'authorizer' and 'subjects'"
              .formatted(open));
    }
    return methods.stream().anyMatch(Method::signed) && admitsAnyAccount(door)
        ? Optional.of(
            "the resource policy allows every AWS account, name 'principals' in its Allow")
        : Optional.empty();
  }

  private static boolean admitsAnyAccount(FrontDoor door) {
    return PolicyStatement.in(door.api().property("Policy"))
        .anyMatch(PolicyStatement::allowsAnyAccount);
  }
}
