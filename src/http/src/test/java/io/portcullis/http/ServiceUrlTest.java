package io.portcullis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "https://example.org:8443/base",
        "http://127.0.0.1:8080",
        "http://127.1.2.3",
        "http://[::1]:8080",
        "http://localhost:8080"
      })
  void isHttps_orLoopback(String url) {
    assertThat(ServiceUrl.of("HUB_URL", url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "http://127.0.0.1.nip.io",
        "http://[::2]",
        "ftp://127.0.0.1",
        "HTTP://example.org"
      })
  void isRefused_whereATokenWouldTravelInTheOpen(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceUrl.of("HUB_URL", url))
        .withMessageStartingWith(
            "'HUB_URL' must be an https URL (http only to a loopback address), got '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hf_planted0123456789",
        "https:hf_planted0123456789",
        "https://hf planted0123456789",
        "https://user:hf_planted0123456789@example.org",
        "https://example.org/?token=hf_planted0123456789",
        "https://example.org/#hf_planted0123456789",
        "https:///hf_planted0123456789",
        "https://hf_planted0123456789"
      })
  void isRefused_withoutQuotingWhatMayBeASecret(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceUrl.of("HUB_URL", url))
        .satisfies(e -> assertThat(e).hasMessageContaining("'HUB_URL' must"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"))
        .withNoCause();
  }

  @Test
  void resolvesAPath_belowItsOwn() {
    var expected = URI.create("https://example.org/base/v1/models");

    assertThat(ServiceUrl.of("X", "https://example.org/base").resolve("/v1/models"))
        .isEqualTo(expected);
    assertThat(ServiceUrl.of("X", "https://example.org/base/").resolve("/v1/models"))
        .isEqualTo(expected);
  }
}
