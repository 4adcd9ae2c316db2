package io.portcullis.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither the log nor Lambda is told a secret. */
@Timeout(30)
class LeakTest {
  private static final String SECRETS =
      "hf_planted_0123456789 planted@example.com Authorization: Bearer planted-0123";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final LateSecrets known = new LateSecrets();
  private RuntimeApiServer lambda;

  @BeforeEach
  void open() throws IOException {
    lambda = new RuntimeApiServer();
  }

  @AfterEach
  void close() throws IOException {
    lambda.close();
  }

  @Test
  void aHandlerThatCannotStart() throws Exception {
    runtime()
        .run(
            () -> {
              throw new IllegalArgumentException("'URL' must be an address, got " + SECRETS);
            },
            false);

    lambda.next();
    assertThat(lambda.next().text())
        .contains("'URL' must be", "[redacted:")
        .doesNotContain("planted");
    assertThat(log.toString(UTF_8)).contains("[redacted:").doesNotContain("planted");
  }

  @Test
  void aHandlerThatFailsUnderWay() throws Exception {
    lambda.event("a");
    lambda.goAway();

    assertThatIOException()
        .isThrownBy(
            () ->
                runtime()
                    .run(
                        () ->
                            (invocation, response) -> {
                              response.begin(HttpPrelude.of(200, Map.of())).flush();
                              throw new IOException(SECRETS);
                            },
                        false));

    var part = lambda.next();
    while (!part.what().equals("end")) {
      part = lambda.next();
    }
    var body = part.headers().get("Lambda-Runtime-Function-Error-Body");
    assertThat(new String(Base64.getDecoder().decode(body), UTF_8)).doesNotContain("planted");
    assertThat(log.toString(UTF_8)).contains("IOException").doesNotContain("planted");
  }

  @Test
  void whatTheHandlerKnows_whateverItsForm() throws Exception {
    known.heldBy(() -> List.of("just planted words"));

    runtime()
        .run(
            () -> {
              throw new IllegalStateException("just planted words");
            },
            false);

    lambda.next();
    assertThat(lambda.next().text()).contains("[redacted:secret]").doesNotContain("planted");
  }

  private LambdaRuntime runtime() throws IOException {
    var redactor = Redactor.with(known);
    return new LambdaRuntime(
        new RuntimeApi(lambda.authority()), RedactingOutput.printing(log, redactor), redactor);
  }
}
