package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who try; each learns nothing but {@code Unauthorized}, and the log has the reason. */
class HostileTokenTest {
  private final AuthorizerFunction function = new AuthorizerFunction();

  @AfterEach
  void stop() {
    function.close();
  }

  @Test
  void refusesAnUnsignedToken() {
    assertRefused(new PlainJWT(function.claims().build()).serialize(), "token_algorithm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  void refusesNone_howeverItIsSpelt(String algorithm) {
    assertRefused(withHeader("{\"alg\":\"%s\"}".formatted(algorithm)), "token_algorithm");
  }

  /** The public key, as the issuer publishes it and as PEM has it, used as a shared secret. */
  @Test
  void refusesThePublicKeyAsASharedSecret() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build();
    for (var secret :
        List.of(
            TestKeys.RSA.toPublicJWK().toString().getBytes(UTF_8),
            TestKeys.RSA.toRSAPublicKey().getEncoded())) {
      assertRefused(
          TestKeys.sign(header, function.claims().build(), new MACSigner(secret)),
          "token_algorithm");
    }
  }

  /** Even if the issuer publishes the secret. */
  @Test
  void refusesASharedSecretThatIsAmongTheKeys() throws JOSEException {
    var secret = new OctetSequenceKeyGenerator(256).keyID("shared").generate();
    function.issuer.publishesSecrets(secret, TestKeys.RSA);
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("shared").build();

    assertRefused(
        TestKeys.sign(header, function.claims().build(), new MACSigner(secret)), "token_algorithm");
  }

  @Test
  void refusesAnAlgorithmThatIsNotAllowed() {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build();

    assertRefused(
        TestKeys.sign(header, function.claims().build(), TestKeys.RSA), "token_algorithm");
  }

  @Test
  void refusesAnEncryptedToken() {
    assertRefused(withHeader("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}"), "token_algorithm");
  }

  @Test
  void refusesAKeyThatTheTokenBrings() {
    var header =
        AuthorizerFunction.header().keyID(null).jwk(TestKeys.OTHER_RSA.toPublicJWK()).build();

    assertRefused(foreign(header), "signature");
  }

  @Test
  void refusesAKeyThatTheTokenPointsAt() {
    try (var elsewhere = new TestIssuer(TestKeys.OTHER_RSA.toPublicJWK())) {
      var keys = URI.create(elsewhere.address("/keys"));

      assertRefused(
          foreign(AuthorizerFunction.header().jwkURL(keys).keyID("other").build()), "key_unknown");
      assertRefused(
          foreign(AuthorizerFunction.header().x509CertURL(keys).keyID("other").build()),
          "key_unknown");
      assertThat(elsewhere.calls()).isEmpty();
    }
  }

  @Test
  void refusesAForeignKeyUnderTheIssuersKeyId() {
    assertRefused(foreign(AuthorizerFunction.header().build()), "signature");
  }

  @Test
  void refusesAForeignKeyUnderItsOwnKeyId() {
    assertRefused(foreign(AuthorizerFunction.header().keyID("other").build()), "key_unknown");
  }

  @Test
  void refusesChangedClaims() {
    var parts = function.token().split("\\.");
    var claims = function.claims().subject("globex-client").build().toString();

    assertRefused(parts[0] + "." + Base64URL.encode(claims) + "." + parts[2], "signature");
  }

  @Test
  void refusesATokenWithoutSignature() {
    var token = function.token();

    assertRefused(token.substring(0, token.lastIndexOf('.') + 1), "token_malformed");
  }

  /** Too short to be safe, though the issuer publishes it. */
  @Test
  void refusesAWeakKeyOfTheIssuer() {
    var weak = TestKeys.weak("weak");
    function.issuer.publishes(weak.toPublicJWK(), TestKeys.RSA.toPublicJWK());
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("weak").build();

    assertRefused(
        TestKeys.sign(header, function.claims().build(), TestKeys.weakSigner(weak)), "key_unknown");
  }

  @Test
  void refusesHeadersThatMustBeUnderstood() {
    var header = AuthorizerFunction.header().criticalParams(Set.of("exp")).build();

    assertRefused(TestKeys.sign(header, function.claims().build(), TestKeys.RSA), "token_critical");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE", "JWT "})
  void refusesATokenOfAnotherType(String type) {
    var header = AuthorizerFunction.header().type(new JOSEObjectType(type)).build();

    assertRefused(TestKeys.sign(header, function.claims().build(), TestKeys.RSA), "token_type");
  }

  @Test
  void refusesAnotherIssuer_andAsksNobody() {
    for (var issuer :
        List.of(
            "https://login.example",
            function.issuer.url() + "/",
            function.issuer.url().toUpperCase(Locale.ROOT))) {
      assertRefused(function.token(function.claims().issuer(issuer)), "issuer");
    }
    assertRefused(function.token(function.claims().issuer(null)), "issuer");
    assertThat(function.issuer.calls()).isEmpty();
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(function.token(function.claims().audience("portcullis2")), "audience");
    assertRefused(function.token(function.claims().audience(List.of("a", "b"))), "audience");
    assertRefused(function.token(function.claims().audience((String) null)), "audience");
    assertRefused(
        function.token(function.claims().audience("https://llm.example portcullis")), "audience");
  }

  @Test
  void refusesAnExpiredToken() {
    assertRefused(
        function.token(function.claims().expirationTime(function.in(-31))), "token_expired");
  }

  @Test
  void refusesATokenThatNeverExpires() {
    assertRefused(function.token(function.claims().expirationTime(null)), "token_without_expiry");
  }

  @Test
  void refusesATokenOfTheFuture() {
    assertRefused(
        function.token(function.claims().notBeforeTime(function.in(31))), "token_not_yet_valid");
    assertRefused(
        function.token(function.claims().issueTime(function.in(31))), "token_issued_in_future");
  }

  @Test
  void refusesTimesThatAreNone() {
    assertRefused(
        withClaims("{\"iss\":\"%s\",\"exp\":\"tomorrow\"}".formatted(function.issuer.url())),
        "token_malformed");
  }

  @Test
  void refusesMissingScopes() {
    try (var scoped = new AuthorizerFunction(Map.of("SCOPES", "infer read"))) {
      for (var claims :
          List.of(
              scoped.claims(),
              scoped.claims().claim("scope", "infer"),
              scoped.claims().claim("scope", "infer,read"),
              scoped.claims().claim("scope", Map.of("infer", "read")),
              scoped.claims().claim("scp", List.of("infer read")),
              scoped.claims().claim("scp", 7))) {
        var token = scoped.token(claims);
        assertThatThrownBy(() -> scoped.call(token)).hasMessage("Unauthorized");
        assertThat(scoped.reason()).isEqualTo("scope");
      }
    }
  }

  @Test
  void refusesASubjectThatIsNone() {
    assertRefused(function.token(function.claims().subject(null)), "subject_malformed");
    assertRefused(function.token(function.claims().subject("")), "subject_malformed");
    assertRefused(function.token(function.claims().subject("a".repeat(257))), "subject_malformed");
    assertRefused(
        withClaims(
            function.claims().build().toString().replace("\"acme-client\"", "[\"acme-client\"]")),
        "token_malformed");
  }

  @Test
  void refusesAHugeToken() {
    assertRefused(
        function.token(function.claims().claim("x", "a".repeat(8 * 1024))), "token_too_large");
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    var token = "Bearer " + function.token();

    assertRefused(function.eventWith(List.of(token, token)), "authorization_repeated");
    var event = function.event(function.token());
    ((ObjectNode) event.get("multiValueHeaders")).putArray("authorization").add(token);
    assertRefused(event, "authorization_repeated");
  }

  @Test
  void refusesNoAuthorizationHeader() {
    assertRefused(function.eventWith(List.of()), "authorization_missing");
    var event = function.event(function.token());
    event.putNull("multiValueHeaders");
    assertRefused(event, "authorization_missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer a",
        "Bearer a.b",
        "Bearer a.b.c.d",
        "Bearer a.b.c.d.e",
        "Bearer ..",
        "Bearer a.b.c, Bearer a.b.c",
        "Bearer a.b.c\r\nx: y",
        "Bearer a+b.c/d.e=",
        "Bearer ä.b.c",
        "Basic YTpi",
        "AWS4-HMAC-SHA256 Credential=x",
        "a.b.c",
        "Token a.b.c"
      })
  void refusesWhatIsNoBearerToken(String header) {
    assertRefused(function.eventWith(List.of(header)), "authorization_scheme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "7",
        "{\"alg\":null}",
        "{\"alg\":7}",
        "{\"alg\":[\"RS256\"]}",
        "{\"alg\":\"\"}",
        "{\"alg\":\"RS256\",\"kid\":7}",
        "{\"alg\":\"RS256\",\"typ\":{}}",
        "{\"alg\":\"RS256\",\"crit\":\"exp\"}",
        "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
        "{\"alg\":\"RS256\",\"jku\":\"::\"}",
        "{\"alg\":\"RS256\",\"b64\":\"x\"}",
        "{\"alg\":\"RS256\"",
        "{\"alg\":\"HS256\",\"alg\":\"RS256\"}"
      })
  void refusesGarbageForAHeader(String header) {
    assertThatThrownBy(() -> function.call(withHeader(header))).hasMessage("Unauthorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "7", "\"x\"", "{", "{\"aud\":{}}", "{\"aud\":[7]}", "{\"iss\":7}"})
  void refusesGarbageForClaims(String claims) {
    assertThatThrownBy(() -> function.call(withClaims(claims))).hasMessage("Unauthorized");
  }

  @Test
  void refusesDeeplyNestedJson() {
    assertThatThrownBy(() -> function.call(withHeader("{\"alg\":" + "[".repeat(3000))))
        .hasMessage("Unauthorized");
    assertThatThrownBy(() -> function.call(withHeader("{\"a\":".repeat(1000))))
        .hasMessage("Unauthorized");
    assertThatThrownBy(() -> function.call(withClaims("{\"iss\":" + "[".repeat(3000))))
        .hasMessage("Unauthorized");
  }

  /** One character of a good token is another one, ten times over the whole of it. */
  @Test
  void refusesWhateverDiffersFromAGoodToken() {
    var token = function.token();
    var random = new Random(7);
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    for (var round = 0; round < 2_000; round++) {
      // The last character of a signature has bits that mean nothing.
      var at = random.nextInt(token.length() - 1);
      var other = alphabet.charAt(random.nextInt(alphabet.length()));
      if (token.charAt(at) == other) {
        continue;
      }
      var changed = token.substring(0, at) + other + token.substring(at + 1);

      assertThatThrownBy(() -> function.call(changed)).as(changed).hasMessage("Unauthorized");
    }
  }

  private void assertRefused(String token, String reason) {
    assertRefused(function.event(token), reason);
  }

  private void assertRefused(ObjectNode event, String reason) {
    assertThatThrownBy(() -> function.call(event)).hasMessage("Unauthorized").hasNoCause();
    assertThat(function.reason()).isEqualTo(reason);
  }

  /** Right but for its key, which is nobody's. */
  private String foreign(JWSHeader header) {
    return TestKeys.sign(header, function.claims().build(), (JWK) TestKeys.OTHER_RSA);
  }

  private String withHeader(String header) {
    return Base64URL.encode(header)
        + "."
        + Base64URL.encode(function.claims().build().toString())
        + ".AAAA";
  }

  /** Signed by the issuer. */
  private String withClaims(String claims) {
    try {
      var jws = new JWSObject(AuthorizerFunction.header().build(), new Payload(claims));
      jws.sign(new RSASSASigner(TestKeys.RSA));
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
