package io.portcullis.constructs.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;

class JwtAuthorizerPropsTest {
  @Test
  void hasDefaults() {
    var props = props().build();

    assertThat(props.scopes()).isEmpty();
    assertThat(props.algorithms()).containsExactly(JwtAlgorithm.RS256, JwtAlgorithm.ES256);
    assertThat(props.subjectClaim()).isEqualTo("sub");
    assertThat(props.clockSkew().toSeconds()).isEqualTo(30);
    assertThat(props.resultsCacheTtl().toMinutes()).isEqualTo(5);
    assertThat(props.encryptionKey()).isEmpty();
  }

  @Test
  void needsAnIssuer() {
    assertThatNullPointerException()
        .isThrownBy(props().issuer(null)::build)
        .withMessage("'issuer' is required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com",
        "https://login.example.com/",
        "https://login.example.com/a/b/v2.0",
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
        "https://login.example.com:8443/realms/team"
      })
  void takesIssuersToTheLetter(String issuer) {
    assertThat(props().issuer(issuer).build().issuer()).isEqualTo(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "http://127.0.0.1:8080/tenant",
        "https://login.example.com?a=b",
        "https://login.example.com/#a",
        "https://user@login.example.com",
        "https://login",
        "https://login.example.com /",
        "https://",
        "login.example.com",
        ""
      })
  void rejectsAnIssuerThatIsNoHttpsAddress(String issuer) {
    assertThatIllegalArgumentException()
        .isThrownBy(props().issuer(issuer)::build)
        .withMessage(
            "'issuer' must be an https address without query and fragment, to the letter what"
                + " tokens have as 'iss', got '%s'",
            issuer);
  }

  @Test
  void needsAnAudience() {
    assertThatIllegalArgumentException()
        .isThrownBy(props().audiences(List.of())::build)
        .withMessage("'audiences' must have at least one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", " ", "a\tb", "a\n", "ä"})
  void rejectsWordsThatWouldBeTwo(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(props().audiences(List.of("a", word))::build)
        .withMessage(
            "'audiences' must have printable ASCII characters without spaces, got '%s'", word);
    assertThatIllegalArgumentException()
        .isThrownBy(props().scopes(List.of(word))::build)
        .withMessage(
            "'scopes' must have printable ASCII characters without spaces, got '%s'", word);
    assertThatIllegalArgumentException()
        .isThrownBy(props().subjectClaim(word)::build)
        .withMessage(
            "'subjectClaim' must have printable ASCII characters without spaces, got '%s'", word);
  }

  @Test
  void needsAnAlgorithm() {
    assertThatIllegalArgumentException()
        .isThrownBy(props().algorithms(List.of())::build)
        .withMessage("'algorithms' must have at least one");
  }

  @ParameterizedTest
  @EnumSource
  void knowsNoAlgorithmWithASharedSecret(JwtAlgorithm algorithm) {
    assertThat(algorithm.word()).matches("(RS|PS|ES)(256|384|512)|EdDSA");
  }

  @Test
  void rejectsAClockSkewOfMoreThanFiveMinutes() {
    assertThatIllegalArgumentException()
        .isThrownBy(props().clockSkew(Duration.seconds(301))::build)
        .withMessage("'clockSkew' must be at most 5 minutes, got '5 minutes 1 second'");
  }

  @Test
  void rejectsResultsThatAreKeptForMoreThanAnHour() {
    assertThatIllegalArgumentException()
        .isThrownBy(props().resultsCacheTtl(Duration.minutes(61))::build)
        .withMessage("'resultsCacheTtl' must be at most 1 hour, got '1 hour 1 minute'");
  }

  @Test
  void rejectsMoreThanTheVariablesOfAFunctionHold() {
    var builder =
        JwtAuthorizer.Builder.create(new Stack(new App(), "Test"), "Authorizer")
            .issuer("https://login.example.com")
            .audiences(List.of("a".repeat(2000), "b".repeat(2000)));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageMatching(
            "'audiences' and 'scopes' must leave the function's variables below 4096 characters,"
                + " got '4\\d{3}', name fewer");
  }

  private static JwtAuthorizerProps.Builder<JwtAuthorizerProps> props() {
    return JwtAuthorizerProps.builder()
        .issuer("https://login.example.com")
        .audiences(List.of("https://llm.example.com"));
  }
}
