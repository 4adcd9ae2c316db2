package io.portcullis.aws;

import static io.portcullis.aws.TestClient.ADD;
import static io.portcullis.aws.TestClient.AMPLE;
import static io.portcullis.aws.TestClient.GET;
import static io.portcullis.aws.TestClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whose credentials a request bears, and what becomes of one without any. */
@Timeout(60)
class RoleCredentialsTest {
  /** Names of the SDK's system properties, which stand for Lambda's variables. */
  private static final String ADDRESS = "aws.containerCredentialsFullUri";

  private static final String AUTHORIZATION = "aws.containerAuthorizationToken";

  @AfterEach
  void forget() {
    System.clearProperty(ADDRESS);
    System.clearProperty(AUTHORIZATION);
  }

  @Test
  void areThoseOfTheExecutionEnvironment_afterASnapshot() {
    try (var container = FakeService.answering(200, credentials("ONE", "2099-01-01T00:00:00Z"));
        var service = FakeService.answering(200, "{}")) {
      System.setProperty(ADDRESS, container.url().toString());
      System.setProperty(AUTHORIZATION, "of-the-container");
      var client = TestClient.of(service.url(), RoleCredentials.ofFunction());

      client.call(GET, request(), AMPLE);
      client.call(GET, request(), AMPLE);

      assertThat(keys(service)).containsExactly("ONE", "ONE");
      assertThat(service.requests().get(0).headers().getFirst("X-Amz-Security-Token"))
          .isEqualTo("token-ONE");
      assertThat(container.requests()).hasSize(1);
      assertThat(container.requests().get(0).headers().getFirst("Authorization"))
          .isEqualTo("of-the-container");
    }
  }

  @Test
  void areRenewed_beforeTheyExpire() {
    var soon = Instant.now().plus(Duration.ofSeconds(10)).toString();
    try (var container =
            FakeService.answering(200, credentials("ONE", soon))
                .then(200, credentials("TWO", "2099-01-01T00:00:00Z"));
        var service = FakeService.answering(200, "{}")) {
      System.setProperty(ADDRESS, container.url().toString());
      var client = TestClient.of(service.url(), RoleCredentials.ofFunction());

      client.call(GET, request(), AMPLE);
      client.call(GET, request(), AMPLE);

      assertThat(keys(service)).containsExactly("ONE", "TWO");
    }
  }

  @Test
  void areAskedForAtEveryAttempt() {
    var count = new AtomicInteger();
    AwsCredentialsProvider rotating =
        () -> AwsSessionCredentials.create("KEY" + count.incrementAndGet(), "secret", "token");
    try (var service =
        FakeService.answering(400, "{\"__type\":\"ThrottlingException\"}").then(200, "{}")) {
      TestClient.of(service.url(), new RoleCredentials(rotating)).call(ADD, request(), AMPLE);

      assertThat(keys(service)).containsExactly("KEY1", "KEY2");
    }
  }

  @Test
  void areNotAskedFor_whileASnapshotIsMade() {
    var count = new AtomicInteger();
    AwsCredentialsProvider counting =
        () -> AwsSessionCredentials.create("KEY" + count.incrementAndGet(), "secret", "token");
    try (var service = FakeService.answering(200, "{}")) {
      TestClient.of(service.url(), new RoleCredentials(counting)).prime();

      assertThat(count).hasValue(0);
      assertThat(service.requests()).isEmpty();
    }
  }

  @Test
  void sendsNothing_withoutCredentials() {
    AwsCredentialsProvider failing =
        () -> {
          throw SdkClientException.create("planted");
        };
    assertThat(sent(failing)).isEmpty();
  }

  @Test
  void sendsNothing_whereCredentialsDoNotComeInTime() {
    var release = new CountDownLatch(1);
    AwsCredentialsProvider hanging =
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return AwsSessionCredentials.create("id", "secret", "token");
        };
    try (var service = FakeService.answering(200, "{}")) {
      assertThat(
              TestClient.of(service.url(), new RoleCredentials(hanging))
                  .call(GET, request(), Duration.ofMillis(200)))
          .isEqualTo(new AwsReply.Unavailable());
      assertThat(service.requests()).isEmpty();
    } finally {
      release.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nX-Injected: 1", "ä", "a b"})
  void sendsNothing_whereCredentialsFitIntoNoHeader(String value) {
    assertThat(sent(() -> AwsSessionCredentials.create("id", "secret", value))).isEmpty();
    assertThat(sent(() -> AwsSessionCredentials.create(value, "secret", "token"))).isEmpty();
  }

  private static List<FakeService.Request> sent(AwsCredentialsProvider provider) {
    try (var service = FakeService.answering(200, "{}")) {
      assertThat(
              TestClient.of(service.url(), new RoleCredentials(provider))
                  .call(GET, request(), AMPLE))
          .isEqualTo(new AwsReply.Unavailable());
      return service.requests();
    }
  }

  private static List<String> keys(FakeService service) {
    return service.requests().stream()
        .map(request -> request.headers().getFirst("Authorization"))
        .map(header -> header.replaceFirst(".*Credential=([^/]+)/.*", "$1"))
        .toList();
  }

  private static String credentials(String id, String expiration) {
    return """
        {"AccessKeyId": "%s", "SecretAccessKey": "s", "Token": "token-%s", "Expiration": "%s"}
        """
        .formatted(id, id, expiration);
  }
}
