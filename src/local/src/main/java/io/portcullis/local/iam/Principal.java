package io.portcullis.local.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role or a user. A role calls by a session with the name {@value #SESSION}.
 *
 * <p>Follows "IAM identifiers"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html).
 *
 * @param path begins and ends with a slash
 */
public record Principal(String account, Type type, String path, String name) {
  private static final String SESSION = "local";
  private static final Pattern ARN =
      Pattern.compile("arn:aws:iam::(\\d{12}):(role|user)(/(?:[^/*?]+/)*)([^/*?]+)");

  /** The two kinds of principal that sign requests. */
  public enum Type {
    ROLE("AROA"),
    USER("AIDA");

    private final String idPrefix;

    Type(String idPrefix) {
      this.idPrefix = idPrefix;
    }

    /** As in an ARN. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The principal of an ARN, empty if the ARN is not one of a role or a user. */
  public static Optional<Principal> of(String arn) {
    var matcher = ARN.matcher(arn);
    return matcher.matches()
        ? Optional.of(
            new Principal(
                matcher.group(1),
                Type.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
                matcher.group(3),
                matcher.group(4)))
        : Optional.empty();
  }

  /** ARN of the role or the user. */
  public String arn() {
    return "arn:aws:iam::%s:%s%s%s".formatted(account, type.text(), path, name);
  }

  /** ARN of who calls: the role's session, or the user. */
  public String userArn() {
    return type == Type.ROLE
        ? "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, name, SESSION)
        : arn();
  }

  /** Unique id of who calls, with the session's name if it is a role's. */
  public String userId() {
    var id = type.idPrefix + digest().substring(0, 17).toUpperCase(Locale.ROOT);
    return type == Type.ROLE ? id + ":" + SESSION : id;
  }

  private String digest() {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(arn().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
