package io.portcullis.rotation.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.rotation.failure.RotationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The adapter over the real SDK client, against a server that speaks as the service does. */
class SecretsManagerVersionsTest {
  private static final SecretVersion VERSION = new SecretVersion("arn", "v-2");
  private static final AccessToken TOKEN = AccessToken.parse("hf_planted0123456789").orElseThrow();

  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private SecretsManagerClient client;
  private SecretsManagerVersions versions;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").split("\\.")[1];
          requests.add(operation + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          var bytes = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    client =
        SecretsManager.clientBuilder()
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .build();
    versions = new SecretsManagerVersions(client);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void describesLabelsAndTheLastChange() {
    answer =
        "{\"RotationEnabled\":true,\"LastChangedDate\":1795428000,\"VersionIdsToStages\":{\"v-1\":[\"AWSCURRENT\",\"STAGED\"],\"v-2\":[\"AWSPENDING\"]}}";

    assertThat(versions.describe("arn"))
        .isEqualTo(
            new SecretDescription(
                true,
                Map.of("v-1", Set.of("AWSCURRENT", "STAGED"), "v-2", Set.of("AWSPENDING")),
                Instant.parse("2026-11-23T10:00:00Z")));
  }

  @Test
  void takesASecretThatDoesNotSayWhen_asChangedByNow() {
    answer = "{\"VersionIdsToStages\":{}}";

    assertThat(versions.describe("arn").lastChangedAt()).isEqualTo(Instant.MAX);
  }

  @Test
  void takesRotationThatIsTurnedOff_asNotEnabled() {
    answer = "{\"RotationEnabled\":false,\"VersionIdsToStages\":{\"v-1\":[\"AWSCURRENT\"]}}";

    assertThat(versions.describe("arn").rotationEnabled()).isFalse();
  }

  @Test
  void takesRotationThatIsBeingSetUp_asEnabled() {
    answer = "{\"VersionIdsToStages\":{\"v-1\":[\"AWSCURRENT\"]}}";

    assertThat(versions.describe("arn").rotationEnabled()).isTrue();
  }

  @Test
  void readsAValue() {
    answer = "{\"SecretString\":\"hf_x\",\"CreatedDate\":1795428000}";

    assertThat(versions.value(VERSION))
        .contains(new SecretValue("hf_x", Instant.parse("2026-11-23T10:00:00Z")));
    assertThat(requests)
        .containsExactly("GetSecretValue{\"SecretId\":\"arn\",\"VersionId\":\"v-2\"}");
  }

  @Test
  void readsNothing_fromAVersionWithoutValue() {
    status = 400;
    answer = "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"no value\"}";

    assertThat(versions.value(VERSION)).isEmpty();
  }

  @Test
  void readsABinaryValue_asOneThatIsNoToken() {
    answer = "{\"SecretBinary\":\"AAAA\"}";

    assertThat(versions.value(VERSION)).contains(new SecretValue("", Instant.EPOCH));
  }

  @Test
  void putsUnderTheRotationsVersion() {
    versions.putPending(VERSION, TOKEN);

    assertThat(requests)
        .containsExactly(
            "PutSecretValue{\"SecretId\":\"arn\",\"ClientRequestToken\":\"v-2\",\"SecretString\":\"hf_planted0123456789\",\"VersionStages\":[\"AWSPENDING\"]}");
  }

  @Test
  void movesALabel_fromThePresentVersion() {
    versions.moveLabel("AWSCURRENT", Optional.of("v-1"), VERSION);

    assertThat(requests)
        .containsExactly(
            "UpdateSecretVersionStage{\"SecretId\":\"arn\",\"VersionStage\":\"AWSCURRENT\",\"RemoveFromVersionId\":\"v-1\",\"MoveToVersionId\":\"v-2\"}");
  }

  @Test
  void setsALabel_thatNoVersionHas() {
    versions.moveLabel("VERIFIED", Optional.empty(), VERSION);

    assertThat(requests)
        .containsExactly(
            "UpdateSecretVersionStage{\"SecretId\":\"arn\",\"VersionStage\":\"VERIFIED\",\"MoveToVersionId\":\"v-2\"}");
  }

  @Test
  void removesALabel() {
    versions.removeLabel(VERSION, "STAGED");

    assertThat(requests)
        .containsExactly(
            "UpdateSecretVersionStage{\"SecretId\":\"arn\",\"VersionStage\":\"STAGED\",\"RemoveFromVersionId\":\"v-2\"}");
  }

  @Test
  void namesTheErrorCode_andNotWhatTheServiceSays() {
    status = 400;
    answer = "{\"__type\":\"ValidationException\",\"Message\":\"value 'hf_planted' is bad\"}";

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> versions.putPending(VERSION, TOKEN))
        .withMessageStartingWith(
            "Secrets Manager refused 'PutSecretValue' with 'ValidationException' (400)")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"));
    assertThat(requests).hasSize(1);
  }

  @Test
  void readsTheCredential_thatIsCurrent() {
    answer = "{\"SecretString\":\"hf_x\",\"CreatedDate\":1795428000}";
    var credential = new SecretsManagerCredential(client, "arn");

    assertThat(credential.read()).map(SecretValue::text).contains("hf_x");
    assertThat(requests)
        .containsExactly("GetSecretValue{\"SecretId\":\"arn\",\"VersionStage\":\"AWSCURRENT\"}");
  }

  @Test
  void asksAgain_whenItIsThrottled() {
    status = 400;
    answer = "{\"__type\":\"ThrottlingException\",\"Message\":\"Rate exceeded\"}";

    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(() -> versions.describe("arn"))
        .withMessageContaining("'ThrottlingException'");
    assertThat(requests).hasSize(3);
  }

  @Test
  void asksAgain_whenTheServiceStumbles() {
    status = 500;

    assertThatExceptionOfType(RotationException.class).isThrownBy(() -> versions.describe("arn"));
    assertThat(requests).hasSize(3);
  }
}
