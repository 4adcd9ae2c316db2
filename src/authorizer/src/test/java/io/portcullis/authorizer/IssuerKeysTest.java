package io.portcullis.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuer's keys, while it changes them, fails, or others make it busy. */
class IssuerKeysTest {
  private final AuthorizerFunction function = new AuthorizerFunction();
  private final TestIssuer issuer = function.issuer;

  @AfterEach
  void stop() {
    function.close();
  }

  @Test
  void asksNobody_beforeTheFirstCall() {
    assertThat(issuer.calls()).isEmpty();
  }

  @Test
  void readsTheKeysOnce_forManyCalls() {
    for (var call = 0; call < 5; call++) {
      assertAllowed(TestKeys.RSA);
    }

    assertThat(issuer.calls()).containsExactly("/tenant/.well-known/openid-configuration", "/keys");
  }

  @Test
  void followsARotation_atTheFirstTokenOfTheNewKey() {
    assertAllowed(TestKeys.RSA);
    issuer.publishes(TestKeys.RSA.toPublicJWK(), TestKeys.OTHER_RSA.toPublicJWK());

    assertAllowed(TestKeys.OTHER_RSA);
    assertAllowed(TestKeys.RSA);
  }

  @Test
  void forgetsAWithdrawnKey_whenTheKeysAreReadAnew() {
    assertAllowed(TestKeys.RSA);
    issuer.publishes(TestKeys.OTHER_RSA.toPublicJWK());
    assertAllowed(TestKeys.RSA);

    function.pass(OpenIdIssuerKeys.FRESH);

    assertRefused(TestKeys.RSA, "key_unknown");
  }

  @Test
  void aFloodOfUnknownKeys_reachesTheIssuerTwiceInAnInterval() {
    assertAllowed(TestKeys.RSA);
    var before = issuer.keyCalls();
    for (var call = 0; call < 200; call++) {
      assertRefused(TestKeys.renamed(TestKeys.OTHER_RSA, "random-" + call), "key_unknown");
    }
    assertThat(issuer.keyCalls() - before).isLessThanOrEqualTo(2);

    function.pass(OpenIdIssuerKeys.INTERVAL);
    for (var call = 0; call < 200; call++) {
      assertRefused(TestKeys.renamed(TestKeys.OTHER_RSA, "other-" + call), "key_unknown");
    }
    assertThat(issuer.keyCalls() - before).isLessThanOrEqualTo(4);
  }

  @Test
  void aFloodOfUnknownKeys_harmsNobodyElse() {
    for (var interval = 0; interval < 40; interval++) {
      for (var call = 0; call < 3; call++) {
        assertRefused(TestKeys.renamed(TestKeys.OTHER_RSA, interval + "-" + call), "key_unknown");
      }
      assertAllowed(TestKeys.RSA);
      function.pass(OpenIdIssuerKeys.INTERVAL);
    }
  }

  @Test
  void aTokenOfAnotherIssuer_doesNotReachTheIssuer() {
    assertThatThrownBy(
            () -> function.call(function.token(function.claims().issuer("https://x.example"))))
        .hasMessage("Unauthorized");

    assertThat(issuer.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 500, 503})
  void aFailingIssuerIsSurvived_forAWhile(int status) {
    assertAllowed(TestKeys.RSA);
    issuer.fails(status);

    function.pass(OpenIdIssuerKeys.FRESH);
    assertAllowed(TestKeys.RSA);
    assertThat(function.lastLine().get("issuer_failure").asText()).isEqualTo("keys_" + status);

    function.pass(OpenIdIssuerKeys.KEPT.plus(OpenIdIssuerKeys.FRESH));
    assertUndecided();
  }

  @Test
  void aDeadIssuerIsSurvived() {
    assertAllowed(TestKeys.RSA);
    issuer.close();

    function.pass(OpenIdIssuerKeys.FRESH);

    assertAllowed(TestKeys.RSA);
    assertThat(function.lastLine().get("issuer_failure").asText())
        .isEqualTo("discovery_not_reached");
  }

  /** One call waits for it, and the next ones for some minutes do not. */
  @Test
  void aSlowIssuerIsSurvived() {
    assertAllowed(TestKeys.RSA);
    issuer.hangs();

    function.pass(OpenIdIssuerKeys.FRESH);
    assertAllowed(TestKeys.RSA);
    assertThat(function.lastLine().get("issuer_failure").asText()).isEqualTo("discovery_timed_out");
    var calls = issuer.calls();
    assertAllowed(TestKeys.RSA);

    assertThat(issuer.calls()).isEqualTo(calls);
  }

  @Test
  void aNewKeyIsNotTheCallersFault_whileTheIssuerFails() {
    assertAllowed(TestKeys.RSA);
    issuer.fails(503);

    assertUndecided(TestKeys.OTHER_RSA, "the issuer's newer keys cannot be had");
    assertAllowed(TestKeys.RSA);
  }

  @Test
  void anIssuerThatIsDownAtFirst_isAFailure_notTheCallers() {
    issuer.fails(503);

    assertUndecided();
    assertThat(function.lastLine().get("reason").asText()).isEqualTo("issuer_unavailable");
  }

  @Test
  void anIssuerThatComesBack_isAskedAgainSoon() {
    issuer.fails(503);
    for (var call = 0; call < 20; call++) {
      assertUndecided();
    }
    assertThat(issuer.keyCalls()).isLessThanOrEqualTo(2);

    issuer.publishes(TestKeys.RSA.toPublicJWK());
    function.pass(OpenIdIssuerKeys.INTERVAL);

    assertAllowed(TestKeys.RSA);
  }

  @Test
  void takesNoDiscoveryOfAnotherIssuer() {
    issuer.discovers("https://login.example", issuer.address("/keys"));

    assertUndecided();
    assertFailure("discovery_of_another_issuer");
    assertThat(issuer.keyCalls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example/keys",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1.login.example/keys",
        "https://user:password@login.example/keys",
        "https://login.example/keys#fragment",
        "file:///etc/passwd",
        "jar:https://login.example!/keys",
        "ftp://login.example/keys",
        "/keys",
        "::",
        ""
      })
  void takesNoKeysFromAnAddressThatIsUnsafe(String keysUrl) {
    issuer.discovers(issuer.url(), keysUrl);

    assertUndecided();
    assertFailure("keys_address");
  }

  @Test
  void takesKeysFromAnAddressWithAQuery() {
    issuer.discovers(issuer.url(), issuer.address("/keys?policy=sign-in"));

    assertAllowed(TestKeys.RSA);
  }

  @Test
  void followsNoRedirect() {
    try (var elsewhere = new TestIssuer(TestKeys.RSA.toPublicJWK())) {
      issuer.redirectsKeysTo(elsewhere.address("/keys"));

      assertUndecided();
      assertFailure("keys_302");
      assertThat(elsewhere.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "null", "7", "{", "{\"issuer\":7}"})
  void takesNoDiscoveryThatIsNone(String document) {
    issuer.discoversText(document);

    assertUndecided();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "null", "{}", "{\"keys\":7}", "{\"keys\":[]}"})
  void takesNoKeysThatAreNone(String document) {
    issuer.publishesText(document);

    assertUndecided();
  }

  @Test
  void takesNoDocumentThatIsTooLarge() {
    issuer.publishesText(
        "{\"keys\":[],\"x\":\"%s\"}".formatted("a".repeat(IssuerDocuments.MOST_BYTES)));

    assertUndecided();
    assertFailure("keys_too_large");
  }

  @Test
  void takesNoMoreKeysThanItCouldTry() {
    var keys =
        IntStream.rangeClosed(0, IssuerDocuments.MOST_KEYS)
            .mapToObj(number -> TestKeys.renamed(TestKeys.RSA, "k" + number).toPublicJWK())
            .toArray(JWK[]::new);
    issuer.publishes(keys);

    assertUndecided();
    assertFailure("keys_too_many");
  }

  /** Without them, {@code keys_none}: a shared one would make every reader a signer. */
  @Test
  void takesNoSharedKeys() throws Exception {
    issuer.publishesSecrets(new OctetSequenceKeyGenerator(256).generate());

    assertUndecided();
    assertFailure("keys_none");
  }

  @Test
  void countsAFailureOfTheIssuer_onceForADecision() {
    issuer.fails(503);

    assertUndecided();
    assertThat(function.lastLine().get("IssuerFailures").asInt()).isEqualTo(1);
  }

  private void assertAllowed(RSAKey key) {
    assertThat(function.call(token(key)).get("principalId").asText()).isEqualTo("acme");
  }

  private void assertRefused(RSAKey key, String reason) {
    assertThatThrownBy(() -> function.call(token(key))).hasMessage("Unauthorized");
    assertThat(function.reason()).isEqualTo(reason);
  }

  /** Not {@code Unauthorized}: API Gateway answers 500, and the caller may come again. */
  private void assertUndecided() {
    assertUndecided(TestKeys.RSA, "the issuer's keys cannot be had");
  }

  private void assertUndecided(RSAKey key, String message) {
    assertThatThrownBy(() -> function.call(token(key)))
        .isInstanceOf(UndecidedException.class)
        .hasMessage(message)
        .hasNoCause();
  }

  private void assertFailure(String kind) {
    assertThat(function.lastLine().get("issuer_failure").asText()).isEqualTo(kind);
  }

  private String token(RSAKey key) {
    return TestKeys.sign(
        AuthorizerFunction.header().keyID(key.getKeyID()).build(),
        function.claims().build(),
        (JWK) key);
  }
}
