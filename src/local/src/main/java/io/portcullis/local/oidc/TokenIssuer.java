package io.portcullis.local.oidc;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Issues tokens that an authorizer accepts, as its function's variables describe them. A function
 * reads its own machine's clock, so that tokens are of that time too.
 *
 * @param issuer claim {@code iss}
 * @param audience claim {@code aud}, the first that is accepted
 * @param scope claim {@code scope}, all that are needed; may be empty
 * @param subjectClaim name of the claim that holds the subject
 * @param algorithm of the signature, the first that is accepted and can be made here
 */
public record TokenIssuer(
    String issuer,
    String audience,
    String scope,
    String subjectClaim,
    String algorithm,
    SigningKeys keys) {
  /** How long a token is good for. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  /**
   * The issuer that a function trusts, empty if its variables name none.
   *
   * @param variables as the function sees them
   */
  public static Optional<TokenIssuer> of(Map<String, String> variables, SigningKeys keys) {
    return Optional.ofNullable(variables.get("ISSUER"))
        .map(
            issuer ->
                new TokenIssuer(
                    issuer,
                    words(variables, "AUDIENCES").findFirst().orElse(""),
                    words(variables, "SCOPES").collect(Collectors.joining(" ")),
                    variables.getOrDefault("SUBJECT_CLAIM", "sub"),
                    algorithm(variables),
                    keys));
  }

  private static String algorithm(Map<String, String> variables) {
    return words(variables, "ALGORITHMS")
        .filter(SigningKeys::sign)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'ALGORITHMS' must have one that signs by RSA or by an elliptic curve of NIST,"
                        + " got '%s'".formatted(variables.getOrDefault("ALGORITHMS", ""))));
  }

  private static Stream<String> words(Map<String, String> variables, String name) {
    return Arrays.stream(variables.getOrDefault(name, "").split(" "))
        .filter(word -> !word.isEmpty());
  }

  /** A token of the subject that is accepted from now on, to be signed or varied. */
  public IdentityToken token(String subject) {
    var now = Instant.now();
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", issuer);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put(subjectClaim, subject);
    if (!scope.isEmpty()) {
      claims.put("scope", scope);
    }
    return IdentityToken.of(keys, algorithm, claims);
  }
}
