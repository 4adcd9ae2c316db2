package io.portcullis.constructs.api;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;

/**
 * One fact of a customer as a stage variable has it, such as {@code cidr=203.0.113.0/24}.
 *
 * @param length characters that it takes; where they are known only at deployment, more than are
 *     likely
 */
record BindingField(String text, int length) {
  /** A stage variable may have but a few other characters, and those mean something there. */
  private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._:/-]");

  /** They have ten today. */
  private static final int ROOM_FOR_KEY_ID = 20;

  private static final int ROOM_FOR_RANGE = 43;
  private static final int ROOM_FOR_VPC_ENDPOINT = 22;

  /** A name of 64 characters, and as much of a path. */
  private static final int ROOM_FOR_PRINCIPAL = 150;

  private static final int ROOM_FOR_SUBJECT = 256;

  static BindingField key(String id) {
    return new BindingField("key=" + id, "key=".length() + ROOM_FOR_KEY_ID);
  }

  static BindingField plan(String name) {
    return of("plan", name, 0);
  }

  static BindingField cidr(String range) {
    return of("cidr", range, ROOM_FOR_RANGE);
  }

  static BindingField vpcEndpoint(String id) {
    return of("vpce", id, ROOM_FOR_VPC_ENDPOINT);
  }

  static BindingField principal(String arn) {
    return of("principal", shortened(arn), ROOM_FOR_PRINCIPAL);
  }

  static BindingField subject(String subject) {
    return of("subject", subject, ROOM_FOR_SUBJECT);
  }

  private static BindingField of(String name, String value, int room) {
    var unknown = OTHER.matcher(value).find() && Token.isUnresolved(value);
    var text = name + "=" + (unknown ? value : escaped(value));
    var length = unknown ? name.length() + 1 + room : text.length();
    if (length > CallerBinding.LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "'%ss' must fit into a stage variable of %d characters, where each byte of another than letters, digits and ._:/- takes three, got '%s'"
              .formatted(name, CallerBinding.LONGEST_VALUE, value));
    }
    return new BindingField(text, length);
  }

  /**
   * Account, type and name of a principal. Without the path, that the ARN of a role's session does
   * not have; but of an ARN that is yet unknown nothing more than its parts can be told.
   */
  static String shortened(String arn) {
    if (Token.isUnresolved(arn)) {
      var parts = Fn.split(":", arn);
      return "%s:%s".formatted(Fn.select(4, parts), Fn.select(5, parts));
    }
    var parts = arn.split(":");
    var type = parts[5].substring(0, parts[5].indexOf('/'));
    return "%s:%s/%s".formatted(parts[4], type, parts[5].substring(parts[5].lastIndexOf('/') + 1));
  }

  private static String escaped(String value) {
    return OTHER
        .matcher(value)
        .replaceAll(
            match -> {
              var bytes = new StringBuilder();
              for (var octet : match.group().getBytes(StandardCharsets.UTF_8)) {
                bytes.append("~%02X".formatted(octet));
              }
              return bytes.toString();
            });
  }
}
