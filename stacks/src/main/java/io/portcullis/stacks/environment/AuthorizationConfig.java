package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.portcullis.constructs.authorizer.JwtAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How callers are asked who they are. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AuthorizationConfig.None.class, name = "NONE"),
  @JsonSubTypes.Type(value = AuthorizationConfig.Iam.class, name = "IAM"),
  @JsonSubTypes.Type(value = AuthorizationConfig.Jwt.class, name = "JWT")
})
public sealed interface AuthorizationConfig {

  /** Its type, as a file says it. */
  default String word() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** They are not asked; network and key are all that is known of them. */
  record None() implements AuthorizationConfig {}

  /** They sign with AWS Signature Version 4. */
  record Iam() implements AuthorizationConfig {}

  /**
   * They bring a token of an OpenID Connect issuer.
   *
   * @param issuer the token's {@code iss}, letter by letter, {@code https}
   * @param audiences of which the token's {@code aud} must have one
   * @param scopes that it must have, all of them
   * @param algorithms that may sign it, such as {@code RS256}
   * @param subjectClaim the claim that tells who calls, such as {@code sub}
   * @param clockSkew what the issuer's clock may differ, up to five minutes
   */
  record Jwt(
      String issuer,
      List<String> audiences,
      List<String> scopes,
      List<JwtAlgorithm> algorithms,
      String subjectClaim,
      Duration clockSkew)
      implements AuthorizationConfig {
    public Jwt {
      Rule.require(
          issuer.matches("https://([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*(:\\d+)?(/[^\\s?#]*)?"),
          "issuer",
          "must be an https address without query and fragment",
          issuer);
      audiences = List.copyOf(audiences);
      scopes = List.copyOf(scopes);
      algorithms = List.copyOf(algorithms);
      Rule.require(!audiences.isEmpty(), "audiences", "must have at least one", "[]");
      Rule.require(!algorithms.isEmpty(), "algorithms", "must have at least one", "[]");
      requireWords("audiences", audiences);
      requireWords("scopes", scopes);
      Rule.require(
          subjectClaim.matches("[!-~]+"),
          "subjectClaim",
          "must have printable ASCII characters without spaces",
          subjectClaim);
      Rule.require(
          !clockSkew.isNegative()
              && clockSkew.toMillis() % 1000 == 0
              && clockSkew.compareTo(Duration.ofMinutes(5)) <= 0,
          "clockSkew",
          "must be whole seconds from PT0S to PT5M",
          clockSkew.toString());
    }

    private static void requireWords(String key, List<String> words) {
      words.forEach(
          word ->
              Rule.require(
                  word.matches("[!-~]+"),
                  key,
                  "must have printable ASCII characters without spaces",
                  word));
    }
  }
}
