package io.portcullis.test.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.portcullis.local.FrontDoorListener;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.redaction.Planted;
import io.portcullis.stacks.environment.Environments;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import io.portcullis.test.benchmark.Variables;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The local environment with everything on that could tell a secret, and with timeouts of a second;
 * its calls have secrets in every place.
 */
final class LeakDoor implements AutoCloseable {
  static final String CHAT = "/v1/chat/completions";

  /** Where the customers call from. */
  private static final Map<String, String> ADDRESSES =
      Map.of("acme", "203.0.113.9", "globex", "198.51.100.9");

  private static final Map<String, String> EDITS =
      Map.of(
          "bodyShare: 0", "bodyShare: 1",
          "perMinute: 60", "perMinute: 1",
          "rate: 10\n    burst: 20", "rate: 1000\n    burst: 1000",
          "rateLimit: 300", "rateLimit: 3000");

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          entry("FIRST_BYTE_TIMEOUT_MILLIS", "1500"),
          entry("IDLE_TIMEOUT_MILLIS", "1500"),
          entry("TOTAL_TIMEOUT_MILLIS", "4000"),
          entry("SCALE_UP_TIMEOUT_SECONDS", "1"),
          entry("DUPLICATE_LIMIT", "2"),
          // Counted, and never open, so that every call reaches the endpoint.
          entry("BREAKER_FAILURES", "1000000"));

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final LocalFrontDoor door;

  private LeakDoor(Path folder, LocalFrontDoor door) {
    this.folder = folder;
    this.door = door;
  }

  /** What a client got, as a whole. */
  record Got(int status, String headers, String body) {}

  static LeakDoor open(Path folder) throws IOException, InterruptedException {
    var temporary = Files.createDirectories(folder.resolve("tmp"));
    var variables = new HashMap<>(VARIABLES);
    variables.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    var assembly = folder.resolve("assembly");
    Synthesis.write(
        edited(folder).named("local"), assembly, stage -> Variables.set(stage, variables));
    return new LeakDoor(
        folder,
        LocalFrontDoor.open(
            new LocalOptions(assembly, "local", 0, folder.resolve("state")),
            FrontDoorListener.SILENT));
  }

  private static Environments edited(Path folder) throws IOException {
    var text = Files.readString(Repository.environments().resolve("local.yaml"));
    for (var edit : EDITS.entrySet()) {
      if (!text.contains(edit.getKey())) {
        throw new IllegalStateException("local.yaml has no '%s'".formatted(edit.getKey()));
      }
      text = text.replace(edit.getKey(), edit.getValue());
    }
    var environments = Files.createDirectories(folder.resolve("environments"));
    Files.writeString(environments.resolve("local.yaml"), text);
    return new Environments(environments);
  }

  /** A call of the customer that every layer of API Gateway lets through. */
  Got chat(String customer, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    return call(customer, CHAT, body, headers);
  }

  /**
   * A call with secrets in query and headers.
   *
   * @param headers in place of, or beside those that let the customer in
   */
  Got call(String customer, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var all = new HashMap<String, String>();
    all.put("authorization", "Bearer " + door.tokens().get(customer));
    all.put("content-type", "application/json");
    all.put("x-api-key", door.keys().get(customer));
    all.put("x-portcullis-source-ip", ADDRESSES.get(customer));
    all.put("x-note", String.join(" ", Planted.texts()));
    all.put("cookie", "session=" + Planted.texts().get(0));
    all.putAll(headers);
    var query = "?note=" + URLEncoder.encode(Planted.ofStrangers(), UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(door.url() + path + query))
            .POST(BodyPublishers.ofString(body));
    all.forEach(request::header);
    var got = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Got(got.statusCode(), got.headers().toString(), new String(got.body(), UTF_8));
  }

  LocalFrontDoor door() {
    return door;
  }

  Traces traces() throws IOException, InterruptedException {
    return new Traces(
        Traces.files(folder.resolve("state/logs")),
        Traces.files(folder.resolve("tmp")),
        Traces.items(door.dynamoDb().items()),
        door.logEvents().stream().map(event -> event.toString()).toList());
  }

  @Override
  public void close() {
    door.close();
  }
}
