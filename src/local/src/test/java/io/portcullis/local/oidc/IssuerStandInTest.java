package io.portcullis.local.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens are read by Nimbus as a verifier does that asks for everything. */
class IssuerStandInTest {
  private static final String SUBJECT = "acme-client";

  private final HttpClient client = HttpClient.newHttpClient();
  private IssuerStandIn standIn;

  @BeforeEach
  void start() throws Exception {
    standIn = IssuerStandIn.start();
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void anyPathIsAnIssuer_thatNamesItselfAndItsKeys() throws Exception {
    var document = json(get("/tenant/v2/.well-known/openid-configuration"));

    assertThat(document.path("issuer").asText()).isEqualTo(standIn.url() + "/tenant/v2");
    var keys = json(get(URI.create(document.path("jwks_uri").asText()).getPath())).path("keys");
    assertThat(keys).extracting(key -> key.path("kty").asText()).contains("RSA", "EC");
    assertThat(keys).noneMatch(key -> key.has("d") || key.has("p"));
  }

  @Test
  void anIssuerWithoutAPath_andOneWithASlashAtItsEnd_areNamedAsTheyAreSpelled() throws Exception {
    assertThat(json(get("/.well-known/openid-configuration")).path("issuer").asText())
        .isEqualTo(standIn.url().toString());

    standIn.spell(standIn.url() + "/");

    assertThat(json(get("/.well-known/openid-configuration")).path("issuer").asText())
        .isEqualTo(standIn.url() + "/");
  }

  @Test
  void whatIsNotThere_is404() throws Exception {
    assertThat(get("/tenant/authorize").statusCode()).isEqualTo(404);
  }

  @Test
  void anIssuerThatIsDown_saysSo_untilItIsUpAgain() throws Exception {
    standIn.behave(IssuerBehaviour.DOWN);
    assertThat(get("/.well-known/jwks.json").statusCode()).isEqualTo(503);

    standIn.behave(IssuerBehaviour.NORMAL);
    assertThat(get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
    assertThat(standIn.requests()).isEqualTo(2);
  }

  @Test
  void aSlowIssuerKeepsItsCallerWaiting() {
    standIn.behave(IssuerBehaviour.SLOW);
    var request =
        HttpRequest.newBuilder(URI.create(standIn.url() + "/.well-known/jwks.json"))
            .timeout(Duration.ofMillis(200))
            .build();

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> client.send(request, BodyHandlers.ofString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS512", "ES256", "ES384", "ES512"})
  void aTokenOfItsIssuer_isAccepted(String algorithm) throws Exception {
    var issuer = issuer("EdDSA " + algorithm);

    var claims = accepted(issuer, issuer.token(SUBJECT).signed());

    assertThat(claims.getSubject()).isEqualTo(SUBJECT);
    assertThat(claims.getStringClaim("scope")).isEqualTo("infer read");
    assertThat(claims.getAudience()).containsExactly("portcullis");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofHours(12));
  }

  @Test
  void aTokenNamesItsSubjectWhereTheFunctionLooks() throws Exception {
    var issuer =
        TokenIssuer.of(
                Map.of(
                    "ISSUER", "http://127.0.0.1/x",
                    "AUDIENCES", "portcullis",
                    "ALGORITHMS", "RS256",
                    "SUBJECT_CLAIM", "client_id"),
                standIn.keys())
            .orElseThrow();

    var claims = accepted(issuer, issuer.token(SUBJECT).signed());

    assertThat(claims.getClaim("client_id")).isEqualTo(SUBJECT);
    assertThat(claims.getClaims()).doesNotContainKeys("sub", "scope");
  }

  @ParameterizedTest
  @EnumSource(HostileToken.class)
  void aHostileToken_isNotAccepted(HostileToken hostile) {
    var issuer = issuer("RS256");

    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> accepted(issuer, hostile.of(issuer, SUBJECT)))
        .isInstanceOfAny(BadJOSEException.class, ParseException.class);
  }

  @Test
  void afterARotation_earlierTokensAreGood_untilTheirKeysAreWithdrawn() throws Exception {
    var issuer = issuer("RS256");
    var earlier = issuer.token(SUBJECT).signed();

    standIn.keys().rotate();

    assertThat(accepted(issuer, earlier)).isNotNull();
    assertThat(accepted(issuer, issuer.token(SUBJECT).signed())).isNotNull();

    standIn.keys().withdrawEarlier();

    assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> accepted(issuer, earlier));
    assertThat(accepted(issuer, issuer.token(SUBJECT).signed())).isNotNull();
  }

  @Test
  void aFunctionWithoutAnIssuer_hasNoTokens() {
    assertThat(TokenIssuer.of(Map.of(), standIn.keys())).isEmpty();
  }

  @Test
  void anAlgorithmThatCannotBeMadeHere_isSaid() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> issuer("EdDSA"))
        .withMessage(
            "'ALGORITHMS' must have one that signs by RSA or by an elliptic curve of NIST, got"
                + " 'EdDSA'");
  }

  @Test
  void noKeyIsPartOfAText() {
    assertThat(issuer("RS256").toString()).contains("keys=4 keys, 0 earlier]");
    assertThat(issuer("RS256").token(SUBJECT)).hasToString("RS256 token");
  }

  private TokenIssuer issuer(String algorithms) {
    return TokenIssuer.of(
            Map.of(
                "ISSUER",
                standIn.url() + "/tenant",
                "AUDIENCES",
                "portcullis other",
                "SCOPES",
                "infer read",
                "ALGORITHMS",
                algorithms),
            standIn.keys())
        .orElseThrow();
  }

  private JWTClaimsSet accepted(TokenIssuer issuer, String token) throws Exception {
    var keys = JWKSet.parse(get("/tenant/.well-known/jwks.json").body());
    var processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.parse(issuer.algorithm()), new ImmutableJWKSet<>(keys)));
    var exact =
        new JWTClaimsSet.Builder().issuer(issuer.issuer()).claim(issuer.subjectClaim(), SUBJECT);
    if (!issuer.scope().isEmpty()) {
      exact.claim("scope", issuer.scope());
    }
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(issuer.audience(), exact.build(), Set.of("exp", "iat")));
    return processor.process(token, null);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(standIn.url() + path)).build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }
}
