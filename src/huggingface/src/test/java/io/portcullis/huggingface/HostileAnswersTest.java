package io.portcullis.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.http.RawServer;
import io.portcullis.http.ServiceUrl;
import io.portcullis.http.StubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What no answer of Hugging Face brings about, whatever it was asked. */
@Timeout(30)
class HostileAnswersTest {
  private static final List<String> BODIES =
      List.of(
          "",
          "nonsense",
          "<!doctype html><title>Hugging Face</title>",
          "{\"token\":\"hf_0123456789abcdefghij",
          "[]",
          "null",
          "7",
          "\"hf_planted0123456789\"",
          "{}",
          "{} {}",
          "{\"error\":\"hf_planted0123456789\"}",
          "{\"auth\":1,\"accessTokens\":{},\"token\":7,\"access_token\":[],\"namespace\":{},\"type\":1}");

  @ParameterizedTest
  @MethodSource("questionsAndBodies")
  void isUnavailable_forABodyThatIsNotTheDocumentedOne(Question question, String body) {
    try (var server = StubServer.answering(question.done(), Map.of(), body)) {
      assertThat(question.ask(server.url())).isEqualTo(unavailable(Unavailability.UNREADABLE));
    }
  }

  static Stream<Arguments> questionsAndBodies() {
    return Arrays.stream(Question.values())
        .filter(Question::isAnsweredByABody)
        .flatMap(question -> BODIES.stream().map(body -> Arguments.of(question, body)));
  }

  @ParameterizedTest
  @MethodSource("questionsAndStatuses")
  void isUnavailable_forAStatusThatSaysNothing(Question question, int status) {
    try (var server = StubServer.answering(status, Map.of("Location", "https://example.com"), "")) {
      assertThat(question.ask(server.url()))
          .isEqualTo(unavailable(Unavailability.UNEXPECTED_STATUS));
    }
  }

  static Stream<Arguments> questionsAndStatuses() {
    return Arrays.stream(Question.values())
        .flatMap(
            question ->
                Stream.of(200, 201, 202, 204, 207, 302, 408, 500, 502, 503, 504)
                    .filter(status -> status != question.done())
                    .map(status -> Arguments.of(question, status)));
  }

  @ParameterizedTest
  @EnumSource
  void isRefused_unauthorizedOrForbidden(Question question) {
    var challenge = Map.of("WWW-Authenticate", "Basic realm=\"hub\"");
    try (var unknown = StubServer.answering(401, challenge, "{\"error\":\"invalid_client\"}");
        var pending = StubServer.answering(403, Map.of(), "{\"error\":\"needs approval\"}")) {
      assertThat(question.ask(unknown.url())).isEqualTo(refused(HubReply.Refusal.UNAUTHORIZED));
      assertThat(question.ask(pending.url())).isEqualTo(refused(HubReply.Refusal.FORBIDDEN));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"WHO_AM_I", "DELETE"})
  void isRefused_notFoundOrInvalid(Question question) {
    try (var gone = StubServer.answering(404, Map.of(), "");
        var not = StubServer.answering(405, Map.of(), "");
        var invalid = StubServer.answering(400, Map.of(), "{\"error\":\"invalid_grant\"}")) {
      assertThat(question.ask(gone.url())).isEqualTo(refused(HubReply.Refusal.NOT_FOUND));
      assertThat(question.ask(not.url())).isEqualTo(refused(HubReply.Refusal.NOT_FOUND));
      assertThat(question.ask(invalid.url())).isEqualTo(refused(HubReply.Refusal.INVALID));
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhenToComeBack_whereTheRateOfCallsIsLimited(Question question) {
    var limit = Map.of("RateLimit", "\"api\";r=0;t=55");
    try (var server = StubServer.answering(429, limit, "{\"error\":\"too many\"}")) {
      assertThat(question.ask(server.url()))
          .isEqualTo(
              new HubReply.Unavailable<>(
                  Unavailability.RATE_LIMITED, Optional.of(Duration.ofSeconds(55))));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MINT", "EXCHANGE", "REVOKE", "MAY_INFER"})
  void postsOnce_whenTheConnectionBreaks(Question question) {
    try (var server = new RawServer((in, out) -> {})) {
      assertThat(question.ask(server.url())).isEqualTo(unavailable(Unavailability.UNREACHABLE));
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isUnavailable_whenItDoesNotAnswerInTime(Question question) {
    var release = new CountDownLatch(1);
    try (var server = new RawServer((in, out) -> release.await())) {
      assertThat(question.ask(server.url(), Duration.ofMillis(200)))
          .isEqualTo(unavailable(Unavailability.TIMED_OUT));
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHO_AM_I", "TOKENS", "MINT", "EXCHANGE", "MAY_INFER", "DESCRIBE"})
  void readsNoMoreThanTheLimit_ofAnEndlessBody(Question question) {
    try (var server =
        new RawServer(
            (in, out) -> {
              out.write(
                  "HTTP/1.1 %d OK\r\n\r\n{\"a\":\"".formatted(question.done()).getBytes(UTF_8));
              while (true) {
                out.write("x".repeat(8192).getBytes(UTF_8));
              }
            })) {
      assertThat(question.ask(server.url())).isEqualTo(unavailable(Unavailability.UNREADABLE));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHO_AM_I", "TOKENS", "MINT", "EXCHANGE", "MAY_INFER", "DESCRIBE"})
  void isUnavailable_forABodyThatEndsTooSoon(Question question) {
    var head = "HTTP/1.1 %d OK\r\nContent-Length: 99\r\n\r\n{}".formatted(question.done());
    try (var server = new RawServer((in, out) -> out.write(head.getBytes(UTF_8)))) {
      assertThat(question.ask(server.url())).isEqualTo(unavailable(Unavailability.UNREACHABLE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isUnreachable_whereNobodyListens(Question question) throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var nobody = ServiceUrl.of("HUB_URL", "http://127.0.0.1:" + port);
    assertThat(question.ask(nobody)).isEqualTo(unavailable(Unavailability.UNREACHABLE));
  }

  @Test
  void printsNoSecretOfARequest() {
    var client = new OAuthClient("client", "planted secret");
    var request =
        HubRequest.post("/oauth/token", "text/plain", "planted@example.com").as(Question.token());

    assertThat(client + " " + request)
        .isEqualTo("OAuthClient[client] HubRequest[POST /oauth/token]");
  }

  private static HubReply<?> unavailable(Unavailability reason) {
    return new HubReply.Unavailable<>(reason, Optional.empty());
  }

  private static HubReply<?> refused(HubReply.Refusal refusal) {
    return new HubReply.Refused<>(refusal);
  }
}
