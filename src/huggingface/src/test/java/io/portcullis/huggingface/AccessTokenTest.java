package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  private static final String VALUE = "hf_" + "a".repeat(34);

  @ParameterizedTest
  @ValueSource(
      strings = {"hf_abcdefghijklmnop", "hf_oauth_eyJhbGciOi.J9-_x", "hf_jwt_0123456789ab.c"})
  void isATextOfTheDocumentedShape(String text) {
    assertThat(AccessToken.parse(text)).map(AccessToken::value).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "empty",
        "hf_",
        "hf_short",
        "api_org_abcdefghijklmnopqrstuvwxyz",
        " hf_abcdefghijklmnop",
        "hf_abcdefghijklmnop\n",
        "hf_abcdefghijk mnop",
        "hf_abcdefghijklmnop\r\nx-evil: 1",
        "hf_abcdefghijklmnöp",
        "{\"token\":\"hf_abcdefghijklmnop\"}"
      })
  void isAbsent_forAnythingElse(String text) {
    assertThat(AccessToken.parse(text)).isEmpty();
  }

  @Test
  void isAbsent_forATextThatIsTooLong() {
    assertThat(AccessToken.parse("hf_" + "a".repeat(4094))).isEmpty();
  }

  @Test
  void printsRedacted() {
    var token = AccessToken.parse(VALUE).orElseThrow();

    assertThat(token).hasToString("AccessToken[redacted]");
  }

  @Test
  void isFoundInATextThatGivesItAway() {
    var token = AccessToken.parse(VALUE).orElseThrow();

    assertThat(token.isIn("{\"echo\":\"Bearer " + VALUE + "\"}")).isTrue();
    assertThat(token.isIn("{\"echo\":\"Bearer\"}")).isFalse();
  }

  /** HMAC-SHA256 as Python's hmac computes it. */
  @Test
  void derivesAKeyOfThePurpose() {
    var key = AccessToken.parse(VALUE).orElseThrow().derive("portcullis fingerprint");

    assertThat(key.getAlgorithm()).isEqualTo("HmacSHA256");
    assertThat(HexFormat.of().formatHex(key.getEncoded()))
        .isEqualTo("285fcfd2cb8e091a5e46a0372afc8e23e0c15b989c23d99a9d72c29e7fb5e1a9");
  }

  @Test
  void derivesAnotherKey_ofAnotherPurposeOrToken() {
    var token = AccessToken.parse(VALUE).orElseThrow();
    var other = AccessToken.parse(VALUE + "b").orElseThrow();

    assertThat(Set.of(token.derive("one"), token.derive("two"), other.derive("one"))).hasSize(3);
  }
}
