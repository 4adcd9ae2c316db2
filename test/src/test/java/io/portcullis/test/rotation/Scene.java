package io.portcullis.test.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.TokenPlace;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.huggingface.HubBehaviour;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.secretsmanager.SecretsManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a trial acts on, and what it has found so far. */
final class Scene {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOOKS = 5;

  private final Source source;
  private final RotationDoor served;
  private final LocalFrontDoor door;
  private final SecretVersions versions;
  private final TokenPlace place;
  private final List<String> wrong = new ArrayList<>();
  private int rotations;

  Scene(Source source, RotationDoor served) {
    this(source, served, new SecretVersions(served.door()));
  }

  Scene(Source source, RotationDoor served, SecretVersions versions) {
    this.source = source;
    this.served = served;
    this.door = served.door();
    this.versions = versions;
    this.place = door.token().orElseThrow();
  }

  Crowd crowd() {
    return new Crowd(served);
  }

  HuggingFaceStandIn huggingFace() {
    return door.standIn();
  }

  SecretsManager secrets() {
    return door.secrets();
  }

  Source source() {
    return source;
  }

  /** Writes down what must be and is not. */
  void check(boolean holds, String sentence) {
    if (!holds) {
      wrong.add(sentence);
    }
  }

  List<String> wrong() {
    return wrong.stream().distinct().toList();
  }

  /** How many have put another token in the place of the current one. */
  int rotations() {
    return rotations;
  }

  /** Does what comes before a rotation: an operator brings a token, if it is for operators. */
  void bring() {
    if (source == Source.STAGED) {
      stage(huggingFace().tokens().issue());
    }
  }

  void stage(String token) {
    secrets().stage(place.secret(), token, "STAGED");
  }

  /** Begins a rotation whose steps are taken one by one. */
  String begin() {
    return secrets().begin(place.secret());
  }

  /** Takes one step; says why it failed. */
  Optional<String> step(String version, String step) throws IOException, InterruptedException {
    return secrets().step(place.secret(), version, step);
  }

  /** Takes all steps of the rotation that was begun, up to the first that fails. */
  void takeAll() {
    try {
      secrets().repeat(place.secret());
    } catch (AssemblyException e) {
      // What the secret holds afterwards tells.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rotates; says why that failed. */
  Optional<String> rotate() throws IOException, InterruptedException {
    return counted(() -> secrets().rotate(place.secret()));
  }

  /** Takes the steps of a rotation that is not over once more, as Secrets Manager does. */
  Optional<String> rotateAgain() throws IOException, InterruptedException {
    return counted(() -> secrets().repeat(place.secret()));
  }

  /** A rotation that must end well. */
  void rotateWell() throws IOException, InterruptedException {
    bring();
    succeeded(rotate());
  }

  /** Of a rotation that must end well. */
  void succeeded(Optional<String> failure) throws IOException, InterruptedException {
    check(failure.isEmpty(), failure.orElse(""));
    check(isVerified(), "the current token must have been verified");
  }

  /** A rotation that must fail and leave the current token, since this must be wrong with it. */
  void failed(Optional<String> failure, String before, String part) {
    check(failure.isPresent(), "a rotation must fail that could not be verified");
    failure.ifPresent(
        reason -> check(reason.contains(part), "'%s' must be in '%s'".formatted(part, reason)));
    check(current().equals(before), "a rotation that fails must leave the current token");
  }

  private interface Rotation {
    void run() throws IOException, InterruptedException;
  }

  private Optional<String> counted(Rotation rotation) throws IOException, InterruptedException {
    var before = current();
    try {
      rotation.run();
      count(before);
      return Optional.empty();
    } catch (AssemblyException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Counts a rotation if it has replaced that token. */
  void count(String before) {
    if (!current().equals(before)) {
      rotations++;
    }
  }

  /** The token in use. */
  String current() {
    return versions.of(version("AWSCURRENT").orElseThrow());
  }

  /** The token that was in use before. */
  Optional<String> replaced() {
    return version("AWSPREVIOUS").map(versions::of);
  }

  /** What an operator has brought for the next rotation. */
  Optional<String> staged() {
    return version("STAGED").map(versions::of);
  }

  /** Whether Hugging Face accepts a token. */
  boolean lives(String token) {
    return huggingFace().tokens().isAlive(token);
  }

  boolean isVerified() {
    return version("VERIFIED").equals(version("AWSCURRENT"));
  }

  Optional<String> version(String label) {
    return secrets().versionLabelled(place.secret(), label);
  }

  /** Looks again and again; a token of a service account stays while a call has just used it. */
  void watchUntilEnded(String token) throws IOException, InterruptedException {
    var looks = 0;
    do {
      outliveGrace();
      watch();
    } while (lives(token) && ++looks < LOOKS);
  }

  /** Has the function look at the secret, as it does every hour. */
  void watch() throws IOException, InterruptedException {
    check(task("watch").isEmpty(), "the watch must not fail");
  }

  /** The button of the leaked-token hour; says why it failed. */
  Optional<String> revoke() throws IOException, InterruptedException {
    return task("revoke");
  }

  private Optional<String> task(String task) throws IOException, InterruptedException {
    var event = JSON.createObjectNode().put("task", task).put("secretId", place.secret());
    var result = door.invoke(place.functionArn(), event.toString().getBytes(UTF_8));
    return result instanceof InvocationResult.FunctionError error
        ? Optional.of(error.message())
        : Optional.empty();
  }

  /** Lets the time pass that a replaced token lives at least. */
  void outliveGrace() throws InterruptedException {
    Thread.sleep(RotationDoor.GRACE.plus(Duration.ofMillis(500)).toMillis());
  }

  /** Until every process that answers calls has read what the secret holds now. */
  void letTokensBeRead() throws InterruptedException {
    Thread.sleep(RotationDoor.CACHE.plus(Duration.ofMillis(500)).toMillis());
  }

  /** Ends the function's processes as a machine does that fails. */
  void killFunction() {
    door.processes().stream()
        .filter(process -> process.info().commandLine().orElse("").endsWith("RotationHandler"))
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  /** Takes the label off a version that was not promoted, as its refusal tells the operator to. */
  void giveUp() throws IOException, InterruptedException {
    var pending =
        version("AWSPENDING").filter(id -> !version("AWSCURRENT").equals(Optional.of(id)));
    if (pending.isPresent()) {
      versions.removeLabel("AWSPENDING", pending.get());
    }
  }

  /** Has everything behave, and nothing be left of a trial but the current token. */
  void tidyUp() throws IOException, InterruptedException {
    secrets().recover();
    huggingFace().behave(HubBehaviour.NORMAL);
    giveUp();
    check(revoke().isEmpty(), "the replaced token must end where nothing stands against it");
    if (source == Source.SERVICE_ACCOUNT) {
      check(huggingFace().tokens().alive() == 1, "no token of the account must be left over");
    }
  }
}
