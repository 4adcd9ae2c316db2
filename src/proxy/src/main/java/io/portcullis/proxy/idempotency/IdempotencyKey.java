package io.portcullis.proxy.idempotency;

import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of the header {@code Idempotency-Key}: a string of RFC 8941 in quotes, as
 * draft-ietf-httpapi-idempotency-key-header has it, or bare, as clients send it.
 */
public record IdempotencyKey(String value) {
  public static final String HEADER = "idempotency-key";

  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");
  private static final Pattern BARE = Pattern.compile("[\\x20-\\x21\\x23-\\x7e]*");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");
  private static final int MOST = 255;

  /**
   * The key that a request has, if it has one.
   *
   * @param values of the header, all of them
   */
  public static Optional<IdempotencyKey> of(List<String> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw new RefusedException(RefusalCode.REQUEST_IDEMPOTENCY_KEY);
    }
    return Optional.of(
        text(values.get(0).strip())
            .filter(text -> !text.isBlank() && text.length() <= MOST)
            .map(IdempotencyKey::new)
            .orElseThrow(() -> new RefusedException(RefusalCode.REQUEST_IDEMPOTENCY_KEY)));
  }

  private static Optional<String> text(String value) {
    var quoted = QUOTED.matcher(value);
    if (quoted.matches()) {
      return Optional.of(ESCAPED.matcher(quoted.group(1)).replaceAll("$1"));
    }
    return BARE.matcher(value).matches() ? Optional.of(value) : Optional.empty();
  }

  /** Without what the client sent. */
  @Override
  public String toString() {
    return "IdempotencyKey";
  }
}
