package io.portcullis.proxy.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portcullis.aws.AwsClients;
import io.portcullis.aws.RoleCredentials;
import io.portcullis.huggingface.AccessToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The adapter, against a server that speaks as the service does. */
@Timeout(30)
class SecretsManagerTokenSecretTest {
  private static final String ARN = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:t-AbCdEf";
  private static final Duration AMPLE = Duration.ofSeconds(20);

  private final List<String> requests = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server;
  private SecretsManagerTokenSecret secret;
  private int status = 200;
  private boolean silent;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (silent) {
            await();
          }
          var bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    var environment =
        Map.of(
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:" + server.getAddress().getPort());
    var credentials =
        new RoleCredentials(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")));
    var clients = new AwsClients(environment, credentials, InstantSource.system());
    secret = new SecretsManagerTokenSecret(clients.secretsManager(AMPLE), ARN);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  @Test
  void readsTheCurrentToken_andWhenItWasMade() {
    answer = "{\"SecretString\":\"hf_0123456789abcdef\",\"CreatedDate\":1795428000.123}";

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE))
        .isEqualTo(
            new StoredToken.Present(
                AccessToken.parse("hf_0123456789abcdef").orElseThrow(),
                Optional.of(Instant.parse("2026-11-23T10:00:00.123Z"))));
    assertThat(requests)
        .containsExactly("{\"SecretId\":\"%s\",\"VersionStage\":\"AWSCURRENT\"}".formatted(ARN));
  }

  @Test
  void readsThePreviousToken() {
    answer = "{\"SecretString\":\"hf_0123456789abcdef\"}";

    assertThat(secret.read(VersionStage.AWSPREVIOUS, AMPLE))
        .isEqualTo(
            new StoredToken.Present(
                AccessToken.parse("hf_0123456789abcdef").orElseThrow(), Optional.empty()));
    assertThat(requests)
        .containsExactly("{\"SecretId\":\"%s\",\"VersionStage\":\"AWSPREVIOUS\"}".formatted(ARN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"SecretString\":\"empty\"}",
        "{\"SecretString\":\"\"}",
        "{\"SecretString\":\"hf_0123456789abcdef\\n\"}",
        "{\"SecretString\":\"{\\\"token\\\":\\\"hf_0123456789abcdef\\\"}\"}",
        "{\"SecretBinary\":\"AAAA\"}",
        "{\"SecretString\":42}",
        "{}"
      })
  void findsNoToken_inAnythingElse(String value) {
    answer = value;

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE)).isEqualTo(new StoredToken.Missing());
  }

  @Test
  void findsNoToken_whereTheSecretIsMissing() {
    status = 400;
    answer = "{\"__type\":\"ResourceNotFoundException\"}";

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE)).isEqualTo(new StoredToken.Missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "DecryptionFailure", "InvalidRequestException"})
  void isDenied_whereTheServiceRefuses(String type) {
    status = 400;
    answer = "{\"__type\":\"%s\"}".formatted(type);

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE)).isEqualTo(new StoredToken.Denied());
    assertThat(requests).hasSize(1);
  }

  @Test
  void isUnavailable_whereItIsTooMuchAtOnce() {
    status = 400;
    answer = "{\"__type\":\"ThrottlingException\"}";

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE))
        .isEqualTo(new StoredToken.Unavailable());
    assertThat(requests).hasSize(3);
  }

  @Test
  void isUnavailable_whereTheServiceFailsThreeTimes() {
    status = 500;

    assertThat(secret.read(VersionStage.AWSCURRENT, AMPLE))
        .isEqualTo(new StoredToken.Unavailable());
    assertThat(requests).hasSize(3);
  }

  @Test
  void isUnavailable_whereTheServiceIsSilentUntilTheDeadline() {
    silent = true;

    assertThat(secret.read(VersionStage.AWSCURRENT, Duration.ofMillis(200)))
        .isEqualTo(new StoredToken.Unavailable());
  }

  @Test
  void asksNobody_withoutTime() {
    assertThat(secret.read(VersionStage.AWSCURRENT, Duration.ZERO))
        .isEqualTo(new StoredToken.Unavailable());
    assertThat(requests).isEmpty();
  }

  private void await() {
    try {
      release.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
