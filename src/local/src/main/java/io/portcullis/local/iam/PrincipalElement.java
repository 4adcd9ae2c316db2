package io.portcullis.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The element {@code Principal} of a statement.
 *
 * <p>Follows "AWS JSON policy elements: Principal"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html): an allowed
 * account delegates, it does not grant. Its own policies must allow the caller as well.
 *
 * @param arns of roles, users and role sessions
 * @param accounts as twelve digits
 */
record PrincipalElement(boolean everybody, Set<String> arns, Set<String> accounts) {
  static final PrincipalElement EVERYBODY = new PrincipalElement(true, Set.of(), Set.of());

  private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws:iam::)?(\\d{12})(?::root)?");
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::\\d{12}:assumed-role/[^/*?]+/[^/*?]+");

  static PrincipalElement of(JsonNode node) {
    if (node.isTextual() && node.asText().equals("*")) {
      return EVERYBODY;
    }
    if (!node.isObject() || node.size() != 1 || !node.has("AWS")) {
      throw new IllegalArgumentException(
          "'Principal' must be '*' or an object with 'AWS' alone, got '%s'".formatted(node));
    }
    var everybody = false;
    var arns = new HashSet<String>();
    var accounts = new HashSet<String>();
    for (var name : Elements.texts(node.get("AWS"))) {
      var account = ACCOUNT.matcher(name);
      if (name.equals("*")) {
        everybody = true;
      } else if (account.matches()) {
        accounts.add(account.group(1));
      } else if (Principal.of(name).isPresent() || SESSION.matcher(name).matches()) {
        arns.add(name);
      } else {
        throw new IllegalArgumentException(
            "'Principal' must name roles, users, role sessions or accounts, got '%s'"
                .formatted(name));
      }
    }
    return new PrincipalElement(everybody, Set.copyOf(arns), Set.copyOf(accounts));
  }

  /** Whether the caller is meant; an anonymous one is meant by {@code *} alone. */
  boolean covers(Optional<Principal> caller) {
    return namesEach(caller)
        || caller.filter(known -> accounts.contains(known.account())).isPresent();
  }

  /**
   * Whether the caller gets what is allowed. Callers of other accounts are taken as allowed by
   * their own policies; in the owner's account they have none.
   */
  boolean grants(Optional<Principal> caller, String owner) {
    return caller.filter(known -> known.account().equals(owner)).isPresent()
        ? namesEach(caller)
        : covers(caller);
  }

  private boolean namesEach(Optional<Principal> caller) {
    return everybody
        || caller
            .filter(known -> arns.contains(known.arn()) || arns.contains(known.userArn()))
            .isPresent();
  }

  /** The roles and users that are named. */
  Set<Principal> principals() {
    return arns.stream()
        .map(Principal::of)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
