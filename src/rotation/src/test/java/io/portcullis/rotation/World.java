package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryHuggingFace.ACCOUNT;
import static io.portcullis.rotation.InMemoryHuggingFace.CLIENT;
import static io.portcullis.rotation.InMemoryHuggingFace.ENDPOINT;
import static io.portcullis.rotation.InMemoryHuggingFace.LIFETIME;
import static io.portcullis.rotation.InMemoryHuggingFace.SUBJECT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.http.ServiceUrl;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationLog;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.secret.CredentialSecret;
import io.portcullis.rotation.secret.SecretValue;
import io.portcullis.rotation.watch.EndpointType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The function as Secrets Manager and EventBridge meet it, in a world that is held in memory. */
final class World {
  static final String VERSION = "pending-1";
  static final Duration GRACE = Duration.ofHours(1);
  static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");
  static final String CREDENTIAL =
      "arn:aws:secretsmanager:eu-west-1:222222222222:secret:credential-GhIjKl";
  static final SourceSettings STAGED = new SourceSettings.Staged();
  static final SourceSettings MINTED = new SourceSettings.Minted(CREDENTIAL, ACCOUNT);
  static final SourceSettings EXCHANGED =
      new SourceSettings.Exchanged(CREDENTIAL, CLIENT.id(), SUBJECT, LIFETIME);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ServiceUrl URL = ServiceUrl.of("HUB_URL", "https://huggingface.co");

  final TestClock clock = new TestClock();
  final InMemorySecret secret = new InMemorySecret(clock);
  final InMemoryHuggingFace huggingFace = new InMemoryHuggingFace(clock);
  final Outside outside = new Outside();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final SourceSettings source;
  private Duration grace = GRACE;
  private Optional<Duration> maximumAge = Optional.empty();
  private EndpointType endpointType = EndpointType.PRIVATE;
  private Optional<SecretValue> credential;
  private RotationHandler handler;

  World(SourceSettings source) {
    this.source = source;
    bringCredentialAgain();
    asking(huggingFace.ports());
  }

  private static String credentialOf(SourceSettings source) {
    return source instanceof SourceSettings.Minted
        ? InMemoryHuggingFace.ADMINISTRATOR
        : CLIENT.secret();
  }

  /** A world in which a secret is deployed, and nobody has brought a token yet. */
  static World deployed(SourceSettings source) {
    var world = new World(source);
    world.secret.with("first", "empty", "AWSCURRENT");
    return world;
  }

  /** A world in which the first rotation has begun. */
  static World begun(SourceSettings source) {
    var world = deployed(source);
    world.bring("brought");
    world.secret.begin(VERSION);
    return world;
  }

  static Stream<SourceSettings> sources() {
    return Stream.of(STAGED, MINTED, EXCHANGED);
  }

  /** Those that need a credential. */
  static Stream<SourceSettings> makers() {
    return Stream.of(MINTED, EXCHANGED);
  }

  /** The same world with another grace. */
  World replacedAfter(Duration otherGrace) {
    grace = otherGrace;
    return asking(huggingFace.ports());
  }

  /** The same world with an age at which tokens should have been replaced. */
  World replacedAt(Duration otherMaximumAge) {
    maximumAge = Optional.of(otherMaximumAge);
    return asking(huggingFace.ports());
  }

  /** The same world with an endpoint that may be of another type. */
  World expecting(EndpointType otherType) {
    endpointType = otherType;
    return asking(huggingFace.ports());
  }

  /** The same world with Hugging Face behind other ports. */
  World asking(HuggingFacePorts ports) {
    var settings =
        new RotationSettings(
            URL, URL, source, Optional.of(ENDPOINT), Optional.of(endpointType), grace, maximumAge);
    var parts =
        RotationParts.of(
            settings, outside.of(secret), this::credentialSecret, outside.of(ports), clock);
    handler =
        new RotationHandler(
            parts, new RotationLog(new PrintStream(log, true, UTF_8), "rotation-function", clock));
    return this;
  }

  private CredentialSecret credentialSecret(String arn) {
    return new CredentialSecret() {
      @Override
      public String arn() {
        return arn;
      }

      @Override
      public Optional<SecretValue> read() {
        return credential;
      }
    };
  }

  /** The one that Hugging Face knows. */
  void bringCredentialAgain() {
    bringCredential(credentialOf(source));
  }

  void bringCredential(String text) {
    credential = Optional.of(new SecretValue(text, clock.instant()));
  }

  void takeCredentialAway() {
    credential = Optional.empty();
  }

  void step(String step) {
    step(step, VERSION);
  }

  void step(String step, String versionId) {
    send(
        """
        {"Step":"%s","SecretId":"%s","ClientRequestToken":"%s","RotationToken":"rotation-token-planted"}
        """
            .formatted(step, InMemorySecret.ARN, versionId));
  }

  void allSteps() {
    allSteps(VERSION);
  }

  void allSteps(String versionId) {
    STEPS.forEach(step -> step(step, versionId));
  }

  /** A rotation from its begin; an operator has brought the next token where one has to. */
  void rotateTo(String versionId) {
    bring("brought-for-" + versionId);
    secret.begin(versionId);
    allSteps(versionId);
  }

  /** Stages a new token, if an operator is the source. */
  void bring(String versionId) {
    if (source == STAGED) {
      secret.with(versionId, huggingFace.issue(), "STAGED");
    }
  }

  String task(String task) {
    return send("{\"task\":\"%s\",\"secretId\":\"%s\"}".formatted(task, InMemorySecret.ARN));
  }

  /** Whatever comes of it, no line says a secret: all of them have "planted" in them. */
  String send(String event) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      assertThat(log()).doesNotContain("planted");
    }
    return output.toString(UTF_8);
  }

  /** Fails with a reason that the log has too, and that says no secret. */
  void assertFails(Runnable run, String reason) {
    assertThatExceptionOfType(RotationException.class)
        .isThrownBy(run::run)
        .withMessage(reason)
        .withNoCause();
    assertThat(reason).doesNotContain("planted");
    assertThat(line().path("result").asText()).isEqualTo("failed");
    assertThat(line().path("reason").asText()).endsWith(reason);
  }

  String log() {
    return log.toString(UTF_8);
  }

  String lastLine() {
    return log().lines().reduce("", (first, second) -> second);
  }

  /** Fails, for a reason that is another test's promise. */
  void assertFails(String step, String versionId) {
    assertThatExceptionOfType(RotationException.class).isThrownBy(() -> step(step, versionId));
  }

  void assertFailsTo(String task) {
    assertThatExceptionOfType(RotationException.class).isThrownBy(() -> task(task));
  }

  JsonNode line() {
    try {
      return JSON.readTree(lastLine());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** What the last run measured. */
  long measured(RotationMetric metric) {
    assertThat(line().has(metric.metricName())).as(metric.metricName()).isTrue();
    return line().path(metric.metricName()).asLong();
  }

  boolean hasMeasured(RotationMetric metric) {
    return line().has(metric.metricName());
  }

  /** The token that was replaced last. */
  String previous() {
    return secret.valueWith("AWSPREVIOUS").orElseThrow();
  }

  String current() {
    return secret.valueWith("AWSCURRENT").orElseThrow();
  }
}
