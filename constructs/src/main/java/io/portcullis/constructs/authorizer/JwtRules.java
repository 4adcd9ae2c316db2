package io.portcullis.constructs.authorizer;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;

/** What the properties of a {@link JwtAuthorizer} must be; what is known only later passes. */
final class JwtRules {
  private static final Pattern ISSUER =
      Pattern.compile("https://([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*(:\\d+)?(/[^\\s?#]*)?");

  /** Words are told apart by spaces; RFC 6749 allows these characters in a scope. */
  private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]+");

  private JwtRules() {}

  static void requireIssuer(String issuer) {
    if (!ISSUER.matcher(issuer).matches() && !Token.isUnresolved(issuer)) {
      throw new IllegalArgumentException(
          "'issuer' must be an https address without query and fragment, to the letter what tokens have as 'iss', got '%s'"
              .formatted(issuer));
    }
  }

  static void requireWords(String property, List<String> words) {
    words.forEach(word -> requireWord(property, word));
  }

  static void requireWord(String property, String word) {
    if (!WORD.matcher(word).matches() && !Token.isUnresolved(word)) {
      throw new IllegalArgumentException(
          "'%s' must have printable ASCII characters without spaces, got '%s'"
              .formatted(property, word));
    }
  }

  static void requireAtLeastOne(String property, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("'%s' must have at least one".formatted(property));
    }
  }

  static void requireAtMost(String property, Duration time, Duration most) {
    if (!time.isUnresolved()
        && time.toMilliseconds().longValue() > most.toMilliseconds().longValue()) {
      throw new IllegalArgumentException(
          "'%s' must be at most %s, got '%s'"
              .formatted(property, most.toHumanString(), time.toHumanString()));
    }
  }
}
