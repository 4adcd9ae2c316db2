package io.portcullis.aws;

import static io.portcullis.aws.TestClient.ADD;
import static io.portcullis.aws.TestClient.AMPLE;
import static io.portcullis.aws.TestClient.CREDENTIALS;
import static io.portcullis.aws.TestClient.request;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.http.RawServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock that a restored snapshot left behind; the servers' answers bear the real time. */
@Timeout(60)
class ClockSkewTest {
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final InstantSource SLOW =
      () -> InstantSource.system().instant().minus(Duration.ofHours(1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestTimeTooSkewed",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestInTheFuture"
      })
  void takesTheTimeOfTheService_andAsksAgain(String type) {
    try (var service = skewed(type).then(200, "{}")) {
      var client = TestClient.of(service.url(), CREDENTIALS, AMPLE, SLOW);

      assertThat(client.call(ADD, request(), AMPLE)).hasToString("Answered");
      assertThat(service.requests()).hasSize(2);
      assertThat(time(service, 0)).isBefore(Instant.now().minus(Duration.ofMinutes(50)));
      assertThat(time(service, 1)).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
    }
  }

  @Test
  void keepsTheTimeOfTheService() {
    try (var service = skewed("RequestTimeTooSkewed").then(200, "{}")) {
      var client = TestClient.of(service.url(), CREDENTIALS, AMPLE, SLOW);
      client.call(ADD, request(), AMPLE);

      client.call(ADD, request(), AMPLE);

      assertThat(service.requests()).hasSize(3);
      assertThat(time(service, 2)).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
    }
  }

  @Test
  void asksAgainOnce_whateverTheServiceSaysThen() {
    try (var service = skewed("InvalidSignatureException")) {
      var client = TestClient.of(service.url(), CREDENTIALS, AMPLE, SLOW);

      assertThat(client.call(ADD, request(), AMPLE))
          .hasToString("Refused[InvalidSignatureException]");
      assertThat(service.requests()).hasSize(2);
    }
  }

  @Test
  void asksOnce_whereTheClockIsRight() {
    try (var service = skewed("InvalidSignatureException")) {
      assertThat(TestClient.of(service.url()).call(ADD, request(), AMPLE))
          .hasToString("Refused[InvalidSignatureException]");
      assertThat(service.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Date: soon\r\n", "Date: \r\n"})
  void asksOnce_whereTheServiceSaysNoTime(String date) {
    var body = "{\"__type\":\"RequestTimeTooSkewed\"}";
    var answer =
        "HTTP/1.1 400 Bad Request\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(date, body.length(), body);
    try (var server = new RawServer((in, out) -> out.write(answer.getBytes(US_ASCII)))) {
      var client = TestClient.of(server.url().resolve("/"), CREDENTIALS, AMPLE, SLOW);

      assertThat(client.call(ADD, request(), AMPLE)).hasToString("Refused[RequestTimeTooSkewed]");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  private static FakeService skewed(String type) {
    return FakeService.answering(400, "{\"__type\":\"%s\"}".formatted(type));
  }

  private static Instant time(FakeService service, int request) {
    return Instant.from(
        AMZ_DATE.parse(service.requests().get(request).headers().getFirst("X-Amz-Date")));
  }
}
