package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.http.ServiceUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSegmentTest {
  private static final ServiceUrl NOWHERE = ServiceUrl.of("HUB_URL", "https://hub.invalid");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "%2e%2e",
        "a?b",
        "a#b",
        "a b",
        "a;b",
        "a:b@c",
        "ä",
        "a\r\nHost: b"
      })
  void leadsToNoOtherPath(String text) {
    refuses(() -> new EndpointName(text, "documents"));
    refuses(() -> new EndpointName("acme", text));
    refuses(() -> new ServiceAccount(text, "65f0"));
    refuses(() -> new ServiceAccount("acme", text));
    refuses(
        () ->
            new HttpServiceAccounts(NOWHERE, Recorder.CALLER, Recorder.AMPLE)
                .delete(Question.account(), text, Question.token()));
  }

  @Test
  void refusesALongText() {
    refuses(() -> new EndpointName("acme", "a".repeat(97)));
  }

  @Test
  void namesThePropertyAndTheText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndpointName("acme", "a/b"))
        .withMessage(
            "'name' must be 1 to 96 letters, digits, '.' or '-', the first a letter or digit,"
                + " got 'a/b'");
  }

  @Test
  void printsNoToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EndpointName("acme", "hf_planted0123456789"))
        .withMessageEndingWith("got '(redacted)'");
  }

  private static void refuses(Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run);
  }
}
