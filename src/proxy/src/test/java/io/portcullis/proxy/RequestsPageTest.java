package io.portcullis.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.content.StrictJson;
import io.portcullis.proxy.refusal.Layer;
import io.portcullis.proxy.refusal.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/requests.md tells of every way to refuse a request for what it is. */
class RequestsPageTest {
  @Test
  void hasEveryCodeOfValidation_withItsStatus() throws IOException {
    var page = Files.readString(Path.of("../../docs/requests.md"));

    assertThat(Stream.of(RefusalCode.values()).filter(code -> code.layer() == Layer.VALIDATION))
        .allSatisfy(
            code ->
                assertThat(page).contains("| `%s` | %d |".formatted(code.word(), code.status())));
  }

  @Test
  void saysHowDeepABodyMayBe_asTheAnswerDoes() throws IOException {
    var page = Files.readString(Path.of("../../docs/requests.md"));

    assertThat(page).contains("more than %d levels".formatted(StrictJson.DEPTH));
    assertThat(RefusalCode.REQUEST_BODY_INVALID.sentence())
        .contains("nested %d levels at most".formatted(StrictJson.DEPTH));
  }
}
