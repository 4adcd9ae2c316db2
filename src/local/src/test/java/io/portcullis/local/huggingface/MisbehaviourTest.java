package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stand-in does wrong, byte by byte. */
@Timeout(30)
class MisbehaviourTest {
  private HuggingFaceStandIn standIn;
  private String token;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    token = standIn.tokens().issue();
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSED, 400, Bad Request: Invalid state",
    "UNAUTHORIZED, 401, Invalid username",
    "FORBIDDEN, 403, missing permissions: inference.endpoints.infer.write",
    "NOT_FOUND, 404, not found",
    "TOO_LARGE, 413, length limit",
    "INVALID, 422, validation",
    "GENERATION_FAILED, 424, generation",
    "OVERLOADED, 429, Retry-After: 1",
    "OVERLOADED_FOR_LONG, 429, overloaded",
    "BROKEN, 500, failed",
    "BAD_GATEWAY, 502, Bad Gateway",
    "UNAVAILABLE, 503, unavailable",
    "GATEWAY_TIMEOUT, 504, timeout",
    "REDIRECTING, 307, Location: http://localhost:",
    "REDIRECTING_TO_METADATA, 307, Location: http://169.254.169.254/",
    "REDIRECTING_TO_NETWORK, 307, Location: http://10.0.0.1/",
    "HTML, 200, text/html",
    "JSON_AS_TEXT, 200, text/plain",
    "ZIPPED, 200, Content-Encoding: gzip",
    "ERROR_AS_ANSWER, 200, CUDA error",
    "LENGTH_GARBAGE, 200, Content-Length: many",
    "LENGTH_NEGATIVE, 200, Content-Length: -1",
    "LENGTH_TWICE, 200, Content-Length: 2",
    "INTERIM, 102, HTTP/1.1 103 Early Hints"
  })
  void answersByTheModelsName(Behaviour behaviour, int status, String part) throws IOException {
    assertThat(chat(behaviour, false)).startsWith("HTTP/1.1 " + status + " ").contains(part);
  }

  @Test
  void isOverloaded_withoutSayingForHowLong() throws IOException {
    assertThat(chat(Behaviour.OVERLOADED_FOR_LONG, false)).doesNotContain("Retry-After");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bytesAreNotUtf8(boolean stream) throws IOException {
    var answer = chat(Behaviour.NOT_UTF8, stream);

    assertThat(answer).contains("{\"text\":\"\u00fc\"}");
    assertThat(answer.contains("data: ")).isEqualTo(stream);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventsSayThatTheyAreJson(boolean stream) throws IOException {
    assertThat(chat(Behaviour.STREAM_AS_JSON, stream))
        .contains("Content-Type: application/json", "data: {");
  }

  @ParameterizedTest
  @CsvSource({"TRUNCATED, -1", "LENGTH_TOO_SHORT, 1"})
  void bodyIsNotAsLongAsItsHeadSays(Behaviour behaviour, int sign) throws IOException {
    var answer = chat(behaviour, false).split("\r\n\r\n", 2);
    var said = answer[0].replaceAll("(?s).*Content-Length: (\\d+).*", "$1");

    assertThat(Integer.signum(answer[1].length() - Integer.parseInt(said))).isEqualTo(sign);
  }

  @Test
  void headIsAMegabyte() throws IOException {
    assertThat(chat(Behaviour.HUGE_HEADERS, false).indexOf("\r\n\r\n")).isGreaterThan(1024 * 1024);
  }

  @Test
  void speaksAnotherProtocol() throws IOException {
    assertThat(chat(Behaviour.NOT_HTTP, false)).startsWith("SSH-2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESETTING", "RESETTING_IN_BODY"})
  void resets(Behaviour behaviour) {
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> chat(behaviour, false))
        .withMessageContaining("reset");
  }

  @Test
  void answersBeforeTheBody_whenTold() throws IOException {
    standIn.behave(Behaviour.EARLY);

    try (var socket = connect()) {
      socket.getOutputStream().write(head("", 1_000_000).getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 413 ");
    }
    assertThat(standIn.completions()).isEqualTo(1);
  }

  @Test
  void behavesAsItIsTold_whateverTheModel() throws IOException {
    standIn.behave(Behaviour.BROKEN);
    assertThat(chat(Behaviour.NORMAL, false)).startsWith("HTTP/1.1 500");

    standIn.behave(Behaviour.NORMAL);
    assertThat(chat(Behaviour.NORMAL, false)).startsWith("HTTP/1.1 200");
  }

  @Test
  void endsAStreamWithoutSayingSo() throws IOException {
    assertThat(chat(Behaviour.UNFINISHED, true))
        .contains("\"finish_reason\":\"stop\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void tellsTheUsageUnasked() throws IOException {
    assertThat(chat(Behaviour.USAGE_UNASKED, true)).containsOnlyOnce("\"usage\":{\"prompt");
  }

  @Test
  void tellsAnAbsurdUsage() throws IOException {
    assertThat(chat(Behaviour.USAGE_ABSURD, false)).contains("\"prompt_tokens\":-5");
  }

  @Test
  void remembersWhetherACallWouldWait() throws IOException {
    chat(Behaviour.NORMAL, false);
    chat(Behaviour.NORMAL, false, "X-Scale-Up-Timeout: 7\r\n");

    assertThat(standIn.calls().stream().map(call -> call.scaleUpTimeout().orElse("none")))
        .containsExactly("none", "7");
  }

  @Test
  void hasNoReplica_forWhoDoesNotWait() throws IOException {
    standIn.scaleToZero(Duration.ofHours(1));

    assertThat(chat(Behaviour.WARMING, false)).startsWith("HTTP/1.1 503");
  }

  @Test
  void hasNoReplica_afterTheTimeThatACallWaits() throws IOException {
    standIn.scaleToZero(Duration.ofHours(1));

    assertThat(chat(Behaviour.WARMING, false, "X-Scale-Up-Timeout: 1\r\n"))
        .startsWith("HTTP/1.1 503");
  }

  @Test
  void holdsACall_untilAReplicaIsThere() throws Exception {
    standIn.scaleToZero(Duration.ofHours(1));
    var held =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return chat(Behaviour.WARMING, false, "X-Scale-Up-Timeout: 600\r\n");
              } catch (IOException e) {
                return e.toString();
              }
            });
    while (standIn.completions() == 0) {
      Thread.onSpinWait();
    }

    standIn.scaleUp();

    assertThat(held.get()).startsWith("HTTP/1.1 200");
  }

  @Test
  void everyBehaviourHasAModelOfItsOwn() {
    assertThat(Arrays.stream(Behaviour.values()).map(Behaviour::model)).doesNotHaveDuplicates();
    assertThat(Behaviour.of("stand-in/length-too-short")).isEqualTo(Behaviour.LENGTH_TOO_SHORT);
    assertThat(Behaviour.of("tgi")).isEqualTo(Behaviour.NORMAL);
  }

  private String chat(Behaviour behaviour, boolean stream) throws IOException {
    return chat(behaviour, stream, "");
  }

  private String chat(Behaviour behaviour, boolean stream, String header) throws IOException {
    var body =
        "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(behaviour.model(), stream);
    try (var socket = connect()) {
      socket.getOutputStream().write((head(header, body.length()) + body).getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(standIn.url().getHost(), standIn.url().getPort());
  }

  private String head(String header, int length) {
    return ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Authorization: Bearer %s\r\n%sContent-Length: %d\r\n\r\n")
        .formatted(token, header, length);
  }
}
