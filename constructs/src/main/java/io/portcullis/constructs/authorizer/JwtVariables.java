package io.portcullis.constructs.authorizer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Tokenization;

/** The environment variables of the function; its module says what each means. */
final class JwtVariables {
  /** Of all variables together ("Lambda quotas"). */
  private static final int MOST_BYTES = 4 * 1024;

  private JwtVariables() {}

  static Map<String, String> of(JwtAuthorizerProps props) {
    var variables =
        Map.of(
            "ISSUER", props.issuer(),
            "AUDIENCES", words(props.audiences()),
            "SCOPES", words(props.scopes()),
            "ALGORITHMS", words(props.algorithms().stream().map(JwtAlgorithm::word).toList()),
            "SUBJECT_CLAIM", props.subjectClaim(),
            "CLOCK_SKEW_SECONDS", Tokenization.stringifyNumber(props.clockSkew().toSeconds()));
    requireRoom(variables);
    return variables;
  }

  private static String words(List<String> words) {
    return Token.isUnresolved(words) ? Fn.join(" ", words) : String.join(" ", words);
  }

  private static void requireRoom(Map<String, String> variables) {
    var size =
        variables.entrySet().stream()
            .flatMap(variable -> Stream.of(variable.getKey(), variable.getValue()))
            .filter(text -> !Token.isUnresolved(text))
            .mapToInt(String::length)
            .sum();
    if (size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "'audiences' and 'scopes' must leave the function's variables below %d characters, got '%d', name fewer"
              .formatted(MOST_BYTES, size));
    }
  }
}
