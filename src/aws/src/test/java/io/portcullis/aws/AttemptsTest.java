package io.portcullis.aws;

import static io.portcullis.aws.TestClient.ADD;
import static io.portcullis.aws.TestClient.AMPLE;
import static io.portcullis.aws.TestClient.GET;
import static io.portcullis.aws.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.http.HttpReply;
import io.portcullis.http.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** When a service is asked again, and when not. */
@Timeout(60)
class AttemptsTest {
  private static final String THROTTLED = "{\"__type\":\"ThrottlingException\"}";
  private static final Duration SHORT = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThrottlingException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "TooManyRequestsException"
      })
  void asksAgain_whereTheServiceDidNothingForNow(String type) {
    try (var service =
        FakeService.answering(400, "{\"__type\":\"%s\"}".formatted(type)).then(200, "{}")) {
      assertThat(TestClient.of(service.url()).call(ADD, request(), AMPLE)).hasToString("Answered");
      assertThat(service.requests()).hasSize(2);
    }
  }

  @Test
  void asksThreeTimesAtMost() {
    try (var service = FakeService.answering(400, THROTTLED)) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE))
          .hasToString("Refused[ThrottlingException]");
      assertThat(service.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void asksAgain_afterAFailure_whereThatDoesNoHarm(int status) {
    try (var service =
        FakeService.answering(status, "{\"__type\":\"InternalServerError\"}").then(200, "{}")) {
      assertThat(TestClient.of(service.url()).call(GET, request(), AMPLE)).hasToString("Answered");
      assertThat(service.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void asksOnce_afterAFailure_whereItMayBeDone(int status) {
    try (var service =
        FakeService.answering(status, "{\"__type\":\"InternalServerError\"}").then(200, "{}")) {
      assertThat(TestClient.of(service.url()).call(ADD, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).hasSize(1);
    }
  }

  @Test
  void asksAgain_afterABrokenConnection_whereThatDoesNoHarm() {
    try (var server = new RawServer((in, out) -> in.read())) {
      assertThat(TestClient.of(server.url().resolve("/")).call(GET, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(server.requests()).isEqualTo(3);
    }
  }

  @Test
  void asksOnce_afterABrokenConnection_whereItMayBeDone() {
    try (var server = new RawServer((in, out) -> in.read())) {
      assertThat(TestClient.of(server.url().resolve("/")).call(ADD, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void triesAgain_whereNothingWasSent() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    var attempts = new AtomicInteger();
    AwsCredentialsProvider counting =
        () -> {
          attempts.incrementAndGet();
          return AwsBasicCredentials.create("id", "key");
        };

    assertThat(TestClient.of(nobody, new RoleCredentials(counting)).call(ADD, request(), AMPLE))
        .isEqualTo(new AwsReply.Unavailable());
    assertThat(attempts).hasValue(3);
  }

  @Test
  void asksNobodyTwice_whomTlsDoesNotTrust() {
    var attempt = Attempt.of(new HttpReply.Untrusted());

    assertThat(attempt.reply()).isEqualTo(new AwsReply.Unavailable());
    assertThat(attempt.allowsAnother(GET)).isFalse();
  }

  @Test
  void givesUpASlowAttempt_andAsksAgain() {
    var release = new CountDownLatch(1);
    try (var server = new RawServer((in, out) -> release.await())) {
      var client =
          TestClient.of(
              server.url().resolve("/"), TestClient.CREDENTIALS, SHORT, InstantSource.system());
      // The first signature loads its classes.
      TestClient.of(server.url().resolve("/")).call(GET, request(), SHORT);
      var before = server.requests();

      assertThat(client.call(GET, request(), AMPLE)).isEqualTo(new AwsReply.Unavailable());
      assertThat(server.requests() - before).isEqualTo(3);
    } finally {
      release.countDown();
    }
  }

  @Test
  void givesUp_whenTheTimeOfTheCallIsOver() {
    var release = new CountDownLatch(1);
    try (var server = new RawServer((in, out) -> release.await())) {
      assertThat(TestClient.of(server.url().resolve("/")).call(GET, request(), SHORT))
          .isEqualTo(new AwsReply.Unavailable());
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void asksNobody_withoutTime(long millis) {
    try (var service = FakeService.answering(200, "{}")) {
      assertThat(TestClient.of(service.url()).call(GET, request(), Duration.ofMillis(millis)))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void waitsLonger_eachTime_butNotForLong() {
    assertThat(Backoff.longestMillis(1)).isEqualTo(50);
    assertThat(Backoff.longestMillis(2)).isEqualTo(100);
    assertThat(Backoff.longestMillis(9)).isEqualTo(1000);
  }

  @Test
  void doesNotWait_forATimeThatIsOver() {
    assertThat(Backoff.pause(1, Duration.ZERO)).isFalse();
  }
}
