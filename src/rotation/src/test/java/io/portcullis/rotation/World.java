package io.portcullis.rotation;

import static io.portcullis.rotation.InMemoryHuggingFace.ACCOUNT;
import static io.portcullis.rotation.InMemoryHuggingFace.CLIENT;
import static io.portcullis.rotation.InMemoryHuggingFace.ENDPOINT;
import static io.portcullis.rotation.InMemoryHuggingFace.LIFETIME;
import static io.portcullis.rotation.InMemoryHuggingFace.SUBJECT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.http.ServiceUrl;
import io.portcullis.rotation.log.RotationLog;
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

/** The function as Secrets Manager and EventBridge meet it, in a world that is held in memory. */
final class World {
  static final String VERSION = "pending-1";
  static final Duration GRACE = Duration.ofHours(1);
  static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");
  static final SourceSettings STAGED = new SourceSettings.Staged();
  static final SourceSettings MINTED = new SourceSettings.Minted("credential-arn", ACCOUNT);
  static final SourceSettings EXCHANGED =
      new SourceSettings.Exchanged("credential-arn", CLIENT.id(), SUBJECT, LIFETIME);

  private static final ServiceUrl URL = ServiceUrl.of("HUB_URL", "https://huggingface.co");

  final TestClock clock = new TestClock();
  final InMemorySecret secret = new InMemorySecret(clock);
  final InMemoryHuggingFace huggingFace = new InMemoryHuggingFace(clock);
  final Outside outside = new Outside();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final SourceSettings source;
  private Optional<SecretValue> credential;
  private RotationHandler handler;

  World(SourceSettings source) {
    this.source = source;
    this.credential = Optional.of(new SecretValue(credentialOf(source), clock.instant()));
    replacedAfter(GRACE);
  }

  private static String credentialOf(SourceSettings source) {
    return source instanceof SourceSettings.Minted
        ? InMemoryHuggingFace.ADMINISTRATOR
        : CLIENT.secret();
  }

  /** The same world with another grace. */
  World replacedAfter(Duration grace) {
    return with(settings(grace, Optional.empty()), huggingFace.ports());
  }

  /** The same world with an age at which tokens should have been replaced. */
  World replacedAt(Duration maximumAge) {
    return with(settings(GRACE, Optional.of(maximumAge)), huggingFace.ports());
  }

  /** The same world with Hugging Face behind other ports. */
  World asking(HuggingFacePorts ports) {
    return with(settings(GRACE, Optional.empty()), ports);
  }

  private World with(RotationSettings settings, HuggingFacePorts ports) {
    var parts =
        RotationParts.of(
            settings, outside.of(secret), this::credentialSecret, outside.of(ports), clock);
    handler =
        new RotationHandler(
            parts, new RotationLog(new PrintStream(log, true, UTF_8), "rotation-function", clock));
    return this;
  }

  private RotationSettings settings(Duration grace, Optional<Duration> maximumAge) {
    return new RotationSettings(
        URL,
        URL,
        source,
        Optional.of(ENDPOINT),
        Optional.of(EndpointType.PRIVATE),
        grace,
        maximumAge);
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

  void bringCredential(String text) {
    credential = Optional.of(new SecretValue(text, clock.instant()));
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

  String send(String event) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toString(UTF_8);
  }

  String log() {
    return log.toString(UTF_8);
  }

  String lastLine() {
    return log().lines().reduce("", (first, second) -> second);
  }

  String current() {
    return secret.valueWith("AWSCURRENT").orElseThrow();
  }
}
