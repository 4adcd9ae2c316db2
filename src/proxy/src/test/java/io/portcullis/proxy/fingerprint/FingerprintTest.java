package io.portcullis.proxy.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.request.Route;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final AccessToken TOKEN = token("hf_planted_0123456789");

  private final Fingerprint fingerprint = of(TOKEN, "acme", Route.CHAT_COMPLETIONS, "{}");

  @Test
  void isTheSameOfTheSameRequest() {
    assertThat(of(TOKEN, "acme", Route.CHAT_COMPLETIONS, "{}")).isEqualTo(fingerprint);
  }

  @Test
  void isAnotherOfAnotherConsumerRouteOrBody() {
    assertThat(of(TOKEN, "globex", Route.CHAT_COMPLETIONS, "{}")).isNotEqualTo(fingerprint);
    assertThat(of(TOKEN, "acme", Route.COMPLETIONS, "{}")).isNotEqualTo(fingerprint);
    assertThat(of(TOKEN, "acme", Route.CHAT_COMPLETIONS, "{ }")).isNotEqualTo(fingerprint);
  }

  @Test
  void isUnrelatedUnderAnotherToken_andSaysSo() {
    var other = of(token("hf_planted_9876543210"), "acme", Route.CHAT_COMPLETIONS, "{}");

    assertThat(other.value()).isNotEqualTo(fingerprint.value());
    assertThat(other.keyId()).isNotEqualTo(fingerprint.keyId());
  }

  @Test
  void has128Bits_inLettersThatFitAnywhere() {
    assertThat(fingerprint.value()).matches("[A-Za-z0-9_-]{22}");
    assertThat(fingerprint.keyId()).matches("[A-Za-z0-9_-]{8}");
  }

  /** Else a customer could choose a name and a body that read like another's. */
  @Test
  void hashesPartsAndNotTheirConcatenation() {
    var hash = new KeyedHash(TOKEN.derive("test"));

    assertThat(hash.of(bytes("ab"), bytes("c"))).isNotEqualTo(hash.of(bytes("a"), bytes("bc")));
    assertThat(hash.of(bytes("a"))).isNotEqualTo(hash.of(bytes("a"), bytes("")));
  }

  @Test
  void printsNoKey() {
    assertThat(new KeyedHash(TOKEN.derive("test"))).hasToString("KeyedHash[redacted]");
  }

  private static Fingerprint of(AccessToken token, String consumer, Route route, String body) {
    return Fingerprint.of(token, consumer, route, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static AccessToken token(String value) {
    return AccessToken.parse(value).orElseThrow();
  }
}
