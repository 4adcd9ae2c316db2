package io.portcullis.authorizer;

import com.nimbusds.jose.JWSAlgorithm;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the function's environment variables say.
 *
 * @param issuer {@code ISSUER}, the {@code iss} of every token, to the letter, and where its keys
 *     are found
 * @param audiences {@code AUDIENCES}, separated by spaces; a token is for one of them
 * @param scopes {@code SCOPES}, separated by spaces; a token has all of them
 * @param algorithms {@code ALGORITHMS}, separated by spaces; a token is signed with one of them
 * @param subjectClaim {@code SUBJECT_CLAIM}, the claim that names who calls
 * @param clockSkew {@code CLOCK_SKEW_SECONDS}, by how much the issuer's clock may differ
 */
public record AuthorizerSettings(
    ServiceUrl issuer,
    Set<String> audiences,
    Set<String> scopes,
    Set<JWSAlgorithm> algorithms,
    String subjectClaim,
    Duration clockSkew) {
  /** With a pair of keys each; with a shared one, whoever can verify could sign as well. */
  private static final Set<String> KNOWN_ALGORITHMS =
      Set.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  private static final Pattern SECONDS = Pattern.compile("\\d{1,3}");
  private static final int MOST_SECONDS = 300;

  public AuthorizerSettings {
    audiences = Set.copyOf(audiences);
    scopes = Set.copyOf(scopes);
    algorithms = Set.copyOf(algorithms);
  }

  /** Reads every variable that the function knows; a missing or malformed one is an error. */
  public static AuthorizerSettings of(Map<String, String> environment) {
    return new AuthorizerSettings(
        ServiceUrl.of("ISSUER", required(environment, "ISSUER")),
        atLeastOne(environment, "AUDIENCES"),
        words(environment, "SCOPES"),
        algorithms(environment),
        required(environment, "SUBJECT_CLAIM"),
        clockSkew(required(environment, "CLOCK_SKEW_SECONDS")));
  }

  /** The same for another issuer. */
  AuthorizerSettings withIssuer(ServiceUrl other) {
    return new AuthorizerSettings(other, audiences, scopes, algorithms, subjectClaim, clockSkew);
  }

  private static String required(Map<String, String> environment, String name) {
    var value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("'%s' is required".formatted(name));
    }
    return value;
  }

  private static Set<String> words(Map<String, String> environment, String name) {
    var value = environment.get(name);
    return value == null
        ? Set.of()
        : Arrays.stream(value.split(" +"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toSet());
  }

  private static Set<String> atLeastOne(Map<String, String> environment, String name) {
    var words = words(environment, name);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("'%s' is required".formatted(name));
    }
    return words;
  }

  private static Set<JWSAlgorithm> algorithms(Map<String, String> environment) {
    var names = atLeastOne(environment, "ALGORITHMS");
    for (var name : names) {
      if (!KNOWN_ALGORITHMS.contains(name)) {
        throw new IllegalArgumentException(
            "'ALGORITHMS' must be of %s, got '%s'"
                .formatted(KNOWN_ALGORITHMS.stream().sorted().toList(), name));
      }
    }
    return names.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
  }

  private static Duration clockSkew(String value) {
    if (!SECONDS.matcher(value).matches() || Integer.parseInt(value) > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "'CLOCK_SKEW_SECONDS' must be a whole number up to %d, got '%s'"
              .formatted(MOST_SECONDS, value));
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }
}
