package io.portcullis.constructs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPatternTest {
  private static final List<UnaryOperator<String>> ENCODERS =
      List.of(
          text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
          text -> Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));

  /** Put together here, so that no scanner takes this file for a leak. */
  private static Stream<String> secrets() {
    return Stream.of(
        "hf_" + "a1B2".repeat(8),
        "api_org_" + "a1B2".repeat(8),
        "AKIA" + "A1B2".repeat(4),
        "ASIA" + "A1B2".repeat(4),
        "sk-" + "a1B2".repeat(8),
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN RSA " + "PRIVATE KEY-----");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void findsASecretAsItIs(String secret) {
    assertThat(SecretPattern.in("key: " + secret)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void findsASecretInBase64_inEitherAlphabet(String secret) {
    var bytes = ("{\"key\": \"" + secret + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(SecretPattern.in(Base64.getEncoder().encodeToString(bytes))).isPresent();
    assertThat(SecretPattern.in(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc"})
  void findsASecretInBase64_thatSomethingStandsBefore(String before) {
    var encoded = encode("hf_" + "a1B2".repeat(8));

    assertThat(SecretPattern.in(before + encoded)).contains(SecretPattern.HUGGING_FACE_TOKEN);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void findsASecretThatIsEncodedTwice_inEitherAlphabet_whereverItBegins(String secret) {
    for (var inner : ENCODERS) {
      for (var outer : ENCODERS) {
        for (var before : List.of("", "?", "??", "???", "~~~~", "key: ")) {
          assertThat(SecretPattern.in(outer.apply(inner.apply(before + secret) + "?")))
              .as(before)
              .isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hf_",
        "io/portcullis/huggingface/HttpCall",
        "arn:aws:secretsmanager:us-east-1:111111111111:secret:token-AbCdEf",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "the-long-name-of-a-resource-that-is-nothing-else"
      })
  void leavesOtherTextsAlone(String text) {
    assertThat(SecretPattern.in(text)).isEmpty();
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
