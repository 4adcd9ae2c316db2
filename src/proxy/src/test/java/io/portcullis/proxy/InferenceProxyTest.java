package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.token.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The token's life in the function. */
class InferenceProxyTest {
  private static final String OLD = "hf_old_planted_0123456789";
  private static final String NEW = "hf_new_planted_0123456789";

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret(OLD);
  private final ProxyFunction function = new ProxyFunction(server.url(), secret);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsTheSecretOnce_forManyRequests() {
    function.call(event());
    function.call(event());

    assertThat(secret.reads()).isEqualTo(1);
  }

  @Test
  void takesUpARotatedToken_whenTheOldOneIsRejected() {
    function.call(event());
    secret.hold(NEW);
    server.knowsOnly(NEW);

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(200);
    assertThat(authorizations()).containsExactly("Bearer " + OLD, "Bearer " + OLD, "Bearer " + NEW);
    assertThat(secret.reads()).isEqualTo(2);
  }

  @Test
  void keepsTheRotatedToken() {
    function.call(event());
    secret.hold(NEW);
    server.knowsOnly(NEW);
    function.call(event());

    function.call(event());

    assertThat(secret.reads()).isEqualTo(2);
    assertThat(authorizations()).endsWith("Bearer " + NEW, "Bearer " + NEW);
  }

  @Test
  void doesNotTryAgain_withTheSameToken() {
    server.knowsOnly(NEW);

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(502);
    assertThat(response.code()).isEqualTo("token_rejected");
    assertThat(authorizations()).containsExactly("Bearer " + OLD);
    assertThat(secret.reads()).isEqualTo(2);
  }

  @Test
  void triesAgainOnce() {
    function.call(event());
    secret.hold(NEW);
    server.knowsOnly("hf_another_0123456789");

    var response = function.call(event());

    assertThat(response.code()).isEqualTo("token_rejected");
    assertThat(authorizations()).hasSize(3);
  }

  /** The endpoint may know a new token later than the secret does. */
  @Test
  void takesThePreviousToken_whereTheCurrentOneIsRejected() {
    secret.hold(NEW);
    secret.held(OLD);
    server.knowsOnly(OLD);

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(200);
    assertThat(authorizations()).containsExactly("Bearer " + NEW, "Bearer " + OLD);
    assertThat(function.logLine().get("token").textValue()).isEqualTo("previous");
  }

  @Test
  void takesThePreviousToken_forOneCallAlone() {
    secret.hold(NEW);
    secret.held(OLD);
    server.knowsOnly(OLD);
    function.call(event());
    server.knowsOnly(NEW);

    function.call(event());

    assertThat(authorizations()).endsWith("Bearer " + OLD, "Bearer " + NEW);
  }

  @Test
  void triesEachTokenOnce_theKeptOne_theCurrentOne_thePreviousOne() {
    function.call(event());
    secret.hold(NEW);
    secret.held("hf_before_planted_0123456789");
    server.knowsOnly("hf_another_0123456789");

    var response = function.call(event());

    assertThat(response.code()).isEqualTo("token_rejected");
    assertThat(authorizations().subList(1, 4))
        .containsExactly("Bearer " + OLD, "Bearer " + NEW, "Bearer hf_before_planted_0123456789");
    assertThat(function.log()).doesNotContain("previous", "planted");
  }

  /** After a rotation the kept token is the previous one. */
  @Test
  void doesNotTryThePreviousToken_whereItWasTried() {
    function.call(event());
    secret.hold(NEW);
    secret.held(OLD);
    server.knowsOnly("hf_another_0123456789");

    function.call(event());

    assertThat(authorizations()).containsExactly("Bearer " + OLD, "Bearer " + OLD, "Bearer " + NEW);
  }

  @Test
  void refuses_whileNoTokenIsStored() {
    secret.hold(new StoredToken.Missing());

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.code()).isEqualTo("token_missing");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void takesUpTheFirstTokenAtOnce() {
    secret.hold(new StoredToken.Missing());
    function.call(event());
    secret.hold(NEW);

    assertThat(function.call(event()).status()).isEqualTo(200);
  }

  @Test
  void refuses_whileTheSecretCannotBeRead() {
    secret.hold(new StoredToken.Unavailable());

    var response = function.call(event());

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.code()).isEqualTo("token_unavailable");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void goesOnWithAStaleToken_andSaysSo() {
    var now = new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));
    var function = new ProxyFunction(server.url(), secret, now::get);
    function.call(event());
    secret.hold(new StoredToken.Unavailable());
    now.set(now.get().plusSeconds(60));

    assertThat(function.call(event()).status()).isEqualTo(200);
    assertThat(function.log().lines().map(line -> parse(line).path("token").asText()))
        .containsExactly("", "stale");
  }

  @Test
  void refuses_whereTheSecretCannotBeReadAgain() {
    function.call(event());
    secret.hold(new StoredToken.Unavailable());
    server.knowsOnly(NEW);

    assertThat(function.call(event()).code()).isEqualTo("token_unavailable");
  }

  private List<String> authorizations() {
    return server.requests().stream()
        .map(seen -> seen.headers().get("authorization").get(0))
        .toList();
  }
}
