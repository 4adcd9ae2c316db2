package io.portcullis.test.rotation;

import io.portcullis.local.FrontDoorListener;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.TemporaryFolder;
import io.portcullis.test.benchmark.Variables;
import io.portcullis.test.storm.StormyDoor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The local environment with a source of tokens, served on this machine: a token is kept for a
 * second where it is minutes on AWS, a replaced one lives for seconds where it is an hour, and
 * nothing but the token can keep a customer's call from the endpoint.
 */
final class RotationDoor implements AutoCloseable {
  /** How long the proxy uses a token before it reads the secret again. */
  static final Duration CACHE = Duration.ofSeconds(1);

  /** How long a replaced token lives at least. */
  static final Duration GRACE = Duration.ofSeconds(3);

  private static final String CUSTOMER = "acme";
  private static final String ENVIRONMENTS = "environments";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> OTHERS = List.of("RotationHandler", "AuthorizerHandler");

  private final TemporaryFolder folder;
  private final LocalFrontDoor door;

  private RotationDoor(TemporaryFolder folder, LocalFrontDoor door) {
    this.folder = folder;
    this.door = door;
  }

  static RotationDoor open(Source source) throws IOException, InterruptedException {
    var folder = TemporaryFolder.create();
    var assembly = folder.path().resolve("assembly");
    var environment =
        Synthesis.edited(
            "local", folder.path().resolve(ENVIRONMENTS), text -> source.edit(withoutLimits(text)));
    Synthesis.write(environment, assembly, RotationDoor::hurry);
    var options = new LocalOptions(assembly, "local", 0, folder.path().resolve("state"));
    return new RotationDoor(folder, LocalFrontDoor.open(options, FrontDoorListener.SILENT));
  }

  private static void hurry(EnvironmentStage stage) {
    StormyDoor.letEverythingPass(stage);
    Variables.set(
        stage,
        Map.of(
            "TOKEN_CACHE_SECONDS", Long.toString(CACHE.toSeconds()),
            "GRACE_SECONDS", Long.toString(GRACE.toSeconds())));
  }

  /** Without what asks the table at each call: that takes longer here than all of the rest. */
  private static String withoutLimits(String text) {
    return text.replaceAll("(per(Minute|Day|Month)|duplicates: \\{ limit): \\d+", "$1: 0");
  }

  LocalFrontDoor door() {
    return door;
  }

  /** Where it says how it is reached. */
  Path state() {
    return folder.path().resolve("state");
  }

  /** Folder with the environment's file, as it was edited. */
  Path environments() {
    return folder.path().resolve(ENVIRONMENTS);
  }

  HuggingFaceStandIn standIn() {
    return door.standIn();
  }

  /** A customer's call that every layer lets through, without its body. */
  HttpRequest.Builder call() {
    return HttpRequest.newBuilder(URI.create(door.url() + "/v1/chat/completions"))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + door.tokens().get(CUSTOMER))
        .header("Content-Type", "application/json")
        .header("X-Api-Key", door.keys().get(CUSTOMER));
  }

  /** How many processes of the proxy there are. */
  long proxies() {
    return door.processes().stream().filter(RotationDoor::isProxy).count();
  }

  private static boolean isProxy(ProcessHandle process) {
    var command = process.info().commandLine().orElse("");
    return OTHERS.stream().noneMatch(command::endsWith);
  }

  @Override
  public void close() throws IOException {
    door.close();
    folder.close();
  }
}
