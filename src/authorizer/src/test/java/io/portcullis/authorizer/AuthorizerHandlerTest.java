package io.portcullis.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who are known, and what is said of them. */
class AuthorizerHandlerTest {
  private final AuthorizerFunction function = new AuthorizerFunction();

  @AfterEach
  void stop() {
    function.close();
  }

  @Test
  void allowsEveryMethodOfTheStage() {
    assertThat(function.call(function.token()).get("policyDocument").toString())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"execute-api:Invoke\",\"Resource\":"
                + "\"arn:aws:execute-api:eu-west-1:222222222222:abcdef1234/live/*\"}]}");
  }

  @Test
  void namesTheCustomerAndThePlan() {
    var answer = function.call(function.token());

    assertThat(answer.get("principalId").asText()).isEqualTo("acme");
    assertThat(answer.get("context").toString())
        .isEqualTo("{\"customer\":\"acme\",\"plan\":\"standard\"}");
  }

  @Test
  void acceptsAnEllipticCurve() {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build();

    assertAllowed(TestKeys.sign(header, function.claims().build(), TestKeys.EC));
  }

  @Test
  void acceptsTheLargerCurves() {
    try (var other = new AuthorizerFunction(Map.of("ALGORITHMS", "ES384 ES512"))) {
      var p384 = TestKeys.ec("384", Curve.P_384);
      var p521 = TestKeys.ec("521", Curve.P_521);
      other.issuer.publishes(p384.toPublicJWK(), p521.toPublicJWK());
      var es384 = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("384").build();
      var es512 = new JWSHeader.Builder(JWSAlgorithm.ES512).keyID("521").build();

      assertThat(customer(other.call(TestKeys.sign(es384, other.claims().build(), p384))))
          .isEqualTo("acme");
      assertThat(customer(other.call(TestKeys.sign(es512, other.claims().build(), p521))))
          .isEqualTo("acme");
    }
  }

  @Test
  void acceptsEd25519() {
    var key = TestKeys.EdDsa.generate("ed");
    function.issuer.publishes(key.jwk());

    assertAllowed(key.sign(function.claims().build()));
  }

  @Test
  void refusesAnotherKeysEd25519() {
    function.issuer.publishes(TestKeys.EdDsa.generate("ed").jwk());

    assertThatThrownBy(
            () -> function.call(TestKeys.EdDsa.generate("ed").sign(function.claims().build())))
        .hasMessage("Unauthorized");
    assertThat(function.reason()).isEqualTo("signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512"})
  void acceptsAlgorithmsOfRsa(String algorithm) {
    try (var other = new AuthorizerFunction(Map.of("ALGORITHMS", algorithm))) {
      var header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("rsa").build();

      assertThat(customer(other.call(TestKeys.sign(header, other.claims().build(), TestKeys.RSA))))
          .isEqualTo("acme");
    }
  }

  @Test
  void acceptsATokenWithoutKeyId() {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).build();

    assertAllowed(TestKeys.sign(header, function.claims().build(), TestKeys.RSA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
  void acceptsTheTypesOfAnAccessToken(String type) {
    var header = AuthorizerFunction.header().type(new JOSEObjectType(type)).build();

    assertAllowed(TestKeys.sign(header, function.claims().build(), TestKeys.RSA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer  "})
  void theSchemeHasNoCase(String scheme) {
    var event = function.eventWith(List.of(scheme + function.token()));

    assertThat(customer(function.call(event))).isEqualTo("acme");
  }

  @Test
  void acceptsOneOfSeveralAudiences() {
    assertAllowed(
        function.token(function.claims().audience(List.of("else", "https://llm.example"))));
  }

  @Test
  void bearsTheClockSkewAndNoMore() {
    assertAllowed(function.token(function.claims().expirationTime(function.in(-29))));
    assertAllowed(function.token(function.claims().notBeforeTime(function.in(30))));
    assertAllowed(function.token(function.claims().issueTime(function.in(30))));
    assertThatThrownBy(
            () -> function.call(function.token(function.claims().expirationTime(function.in(-30)))))
        .hasMessage("Unauthorized");
  }

  @Test
  void readsTheHeaderFromTheSimpleForm() {
    var event = function.event(function.token());
    event.remove("multiValueHeaders");
    event.putObject("headers").put("authorization", "Bearer " + function.token());

    assertThat(customer(function.call(event))).isEqualTo("acme");
  }

  /** Scopes are needed only where the environment says so. */
  @Test
  void acceptsEverySpellingOfScopes() {
    try (var scoped = new AuthorizerFunction(Map.of("SCOPES", "infer read"))) {
      for (var claims :
          List.of(
              scoped.claims().claim("scope", "read other infer"),
              scoped.claims().claim("scp", "infer read"),
              scoped.claims().claim("scp", List.of("read", "infer")))) {
        assertThat(customer(scoped.call(scoped.token(claims)))).isEqualTo("acme");
      }
    }
  }

  @Test
  void readsTheSubjectFromAnotherClaim() {
    try (var other = new AuthorizerFunction(Map.of("SUBJECT_CLAIM", "client_id"))) {
      var claims = other.claims().subject("somebody").claim("client_id", "acme-client");

      assertThat(customer(other.call(other.token(claims)))).isEqualTo("acme");
    }
  }

  @Test
  void acceptsAnIssuerWithASlashAtItsEnd() {
    try (var issuer = new TestIssuer(TestKeys.RSA.toPublicJWK());
        var other = new AuthorizerFunction(Map.of("ISSUER", issuer.url() + "/"))) {
      issuer.discovers(issuer.url() + "/", issuer.address("/keys"));

      var exact = other.claims().issuer(issuer.url() + "/");
      assertThat(customer(other.call(other.token(exact)))).isEqualTo("acme");
      var inexact = other.token(other.claims().issuer(issuer.url()));
      assertThatThrownBy(() -> other.call(inexact)).hasMessage("Unauthorized");
    }
  }

  private void assertAllowed(String token) {
    assertThat(customer(function.call(token))).isEqualTo("acme");
  }

  private static String customer(JsonNode answer) {
    return answer.at("/context/customer").asText();
  }
}
