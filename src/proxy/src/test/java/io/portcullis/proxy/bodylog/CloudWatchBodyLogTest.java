package io.portcullis.proxy.bodylog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.aws.AwsClient;
import io.portcullis.aws.AwsService;
import io.portcullis.aws.RoleCredentials;
import io.portcullis.http.HttpCaller;
import io.portcullis.local.logs.CloudWatchLogs;
import io.portcullis.local.logs.LogEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Timeout(60)
class CloudWatchBodyLogTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123Z");
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final CloudWatchLogs service;

  CloudWatchBodyLogTest() throws IOException {
    service = CloudWatchLogs.start(Set.of("bodies"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void writesIntoAStreamOfItsOwn_madeOnce() {
    var log = log("bodies", service.url());

    assertThat(log.write(NOW, "first", AMPLE)).isEqualTo(BodyLog.Outcome.WRITTEN);
    assertThat(log.write(NOW, "second", AMPLE)).isEqualTo(BodyLog.Outcome.WRITTEN);
    log("bodies", service.url()).write(NOW, "other", AMPLE);

    assertThat(service.events())
        .extracting(LogEvent::message)
        .containsExactly("first", "second", "other");
    assertThat(service.events().stream().map(LogEvent::stream).distinct())
        .hasSize(2)
        .allMatch(stream -> stream.matches("2026/11/25/[0-9a-f-]{36}"));
    assertThat(service.events()).allMatch(event -> event.time().equals(NOW));
  }

  @Test
  void tellsAGroupThatIsMissing() {
    assertThat(log("others", service.url()).write(NOW, "a", AMPLE))
        .isEqualTo(BodyLog.Outcome.REFUSED);
  }

  @Test
  void tellsAServiceThatIsAway() {
    assertThat(log("bodies", URI.create("http://127.0.0.1:1")).write(NOW, "a", AMPLE))
        .isEqualTo(BodyLog.Outcome.UNAVAILABLE);
  }

  private static BodyLog log(String group, URI url) {
    return new CloudWatchBodyLog(
        new AwsClient(
            AwsService.cloudWatchLogs(
                Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", url.toString())),
            new HttpCaller(AMPLE),
            new RoleCredentials(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("local", "local", "local"))),
            AMPLE,
            InstantSource.system()),
        group);
  }
}
