package io.portcullis.aws;

import static io.portcullis.aws.TestClient.ADD;
import static io.portcullis.aws.TestClient.AMPLE;
import static io.portcullis.aws.TestClient.GET;
import static io.portcullis.aws.TestClient.request;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.http.RawServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the answers of a service, well-behaved or not. */
@Timeout(60)
class AwsClientTest {
  @Test
  void asksAsTheProtocolSays() {
    try (var service = FakeService.answering(200, "{\"Item\":{}}")) {
      var reply = TestClient.of(service.url()).call(GET, request(), AMPLE);

      assertThat(reply)
          .isInstanceOfSatisfying(
              AwsReply.Answered.class,
              answered -> assertThat(answered.body()).hasToString("{\"Item\":{}}"));
      var sent = service.requests().get(0);
      assertThat(sent.body()).isEqualTo("{\"TableName\":\"é\"}");
      assertThat(sent.headers().getFirst("X-Amz-Target")).isEqualTo("DynamoDB_20120810.GetItem");
      assertThat(sent.headers().getFirst("Content-Type")).isEqualTo("application/x-amz-json-1.0");
    }
  }

  @Test
  void readsAnAnswerWithoutAResult() {
    try (var service = FakeService.answering(200, "")) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .isInstanceOfSatisfying(
              AwsReply.Answered.class, answered -> assertThat(answered.body()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}",
        "{\"__type\":\"ConditionalCheckFailedException\",\"message\":\"no\"}",
        "{\"__type\":\"ConditionalCheckFailedException:http://amazon.com/x/\"}",
        "{\"code\":\"ConditionalCheckFailedException\"}"
      })
  void tellsWhyTheServiceRefuses(String body) {
    try (var service = FakeService.answering(400, body)) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .hasToString("Refused[ConditionalCheckFailedException]");
      assertThat(service.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "<html/>"})
  void tellsWhyTheServiceRefuses_whereItSaysSoInAHeader(String body) {
    var header = Map.of("x-amzn-ErrorType", "AccessDeniedException:http://amazon.com/x/");
    try (var service = new FakeService().then(403, header, body)) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .hasToString("Refused[AccessDeniedException]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "<html><body>blocked</body></html>",
        "{\"Item\":",
        "{}{}",
        "[{}]",
        "\"text\"",
        "42",
        "null",
        " "
      })
  void knowsNothing_whereAnAnswerIsNoObject(String body) {
    try (var service = FakeService.answering(200, body)) {
      assertThat(TestClient.of(service.url()).call(ADD, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {}",
        "400 | garbage",
        "400 | [{\"__type\":\"ThrottlingException\"}]",
        "400 | {\"__type\":42}",
        "400 | {\"__type\":\"<script>\"}",
        "400 | {\"__type\":\"line\\nbreak\"}",
        "400 | {\"__type\":\"\"}",
        "403 | <html><body>blocked</body></html>",
        "204 | ''",
        "301 | {\"__type\":\"AccessDeniedException\"}"
      })
  void knowsNothing_whereARefusalHasNoType(int status, String body) {
    try (var service = FakeService.answering(status, body)) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).hasSize(1);
    }
  }

  @Test
  void refusesWithATypeThatItDoesNotKnow() {
    try (var service = FakeService.answering(400, "{\"__type\":\"NewException\"}")) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .hasToString("Refused[NewException]");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void readsNoMoreThanALargeItem(int status) {
    var body = "{\"__type\":\"X\",\"a\":\"%s\"}".formatted("x".repeat(1024 * 1024));
    try (var service = FakeService.answering(status, body)) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).hasSize(1);
    }
  }

  @Test
  void followsNoRedirect() {
    try (var target = FakeService.answering(200, "{}");
        var service =
            new FakeService().then(307, Map.of("Location", target.url().toString()), "{}")) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(target.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "400 Bad Request"})
  void knowsNothing_whereTheBodyEndsTooSoon(String status) {
    var head = "HTTP/1.1 %s\r\nContent-Length: 99\r\n\r\n{}".formatted(status);
    try (var server = new RawServer((in, out) -> out.write(head.getBytes(US_ASCII)))) {
      assertThat(TestClient.of(server.url().resolve("/")).call(ADD, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
    }
  }

  @Test
  void keepsItsConnection_afterAnswersAndRefusals() {
    try (var service =
        FakeService.answering(200, "{}").then(400, "{\"__type\":\"X\"}").then(200, "{}")) {
      var client = TestClient.of(service.url());

      for (int call = 0; call < 4; call++) {
        client.call(GET, request(), AMPLE);
      }

      assertThat(service.requests())
          .hasSize(4)
          .extracting(FakeService.Request::client)
          .containsOnly(service.requests().get(0).client());
    }
  }

  @Test
  void printsNothingThatWasReceived() {
    var secret = "{\"SecretString\":\"hf_planted\",\"__type\":\"X\",\"message\":\"hf_planted\"}";
    try (var service = FakeService.answering(200, secret).then(400, secret)) {
      var client = TestClient.of(service.url());

      assertThat(client.call(GET, request(), AMPLE)).hasToString("Answered");
      assertThat(client.call(GET, request(), AMPLE)).hasToString("Refused[X]");
    }
  }
}
