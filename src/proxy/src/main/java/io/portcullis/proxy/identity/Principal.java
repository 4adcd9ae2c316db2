package io.portcullis.proxy.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IAM role or user, by what all ways of naming it have in common. The path is left out, because
 * the ARN of a role's session has none; names are unique in their account without it ("IAM
 * identifiers").
 *
 * @param type {@code role} or {@code user}
 */
record Principal(String account, String type, String name) {
  private static final String ACCOUNT = "(\\d{12})";
  private static final String NAME = "([A-Za-z0-9_+=,.@-]{1,64})";

  /** Any printable character may stand in a path ("IAM and AWS STS quotas"). */
  private static final String PATH = "(?:[\\x21-\\x7e]{0,510}/)?";

  private static final Pattern ROLE_SESSION =
      Pattern.compile(
          "arn:aws(?:-[a-z]+)*:sts::%s:assumed-role/%s/[A-Za-z0-9_+=,.@-]{2,64}"
              .formatted(ACCOUNT, NAME));
  private static final Pattern USER =
      Pattern.compile("arn:aws(?:-[a-z]+)*:iam::%s:user/%s%s".formatted(ACCOUNT, PATH, NAME));
  private static final Pattern BOUND =
      Pattern.compile("%s:(role|user)/%s%s".formatted(ACCOUNT, PATH, NAME));

  /**
   * Who signed a call, by {@code requestContext.identity.userArn}: a session of a role, or a user.
   * Empty for anyone else, such as a federated user or the root of an account.
   */
  static Optional<Principal> ofUserArn(String userArn) {
    var session = ROLE_SESSION.matcher(userArn);
    if (session.matches()) {
      return Optional.of(new Principal(session.group(1), "role", session.group(2)));
    }
    var user = USER.matcher(userArn);
    return user.matches()
        ? Optional.of(new Principal(user.group(1), "user", user.group(2)))
        : Optional.empty();
  }

  /** Whom a stage variable names, such as {@code 111122223333:role/acme}. */
  static Optional<Principal> ofBinding(String text) {
    var bound = BOUND.matcher(text);
    return bound.matches()
        ? Optional.of(new Principal(bound.group(1), bound.group(2), bound.group(3)))
        : Optional.empty();
  }
}
