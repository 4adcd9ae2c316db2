package io.portcullis.test.datapath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.huggingface.Pace;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.TemporaryFolder;
import io.portcullis.test.frontdoor.FrontDoor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A front door behind which several processes of the proxy are there already, with one table and
 * one endpoint.
 */
final class DataPath implements AutoCloseable {
  /** Clients that call at once, and processes that answer them. */
  static final int CLIENTS = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TemporaryFolder folder;
  private final FrontDoor door;

  private DataPath(TemporaryFolder folder, FrontDoor door) {
    this.folder = folder;
    this.door = door;
  }

  static DataPath open(Setting setting) throws IOException, InterruptedException {
    var folder = TemporaryFolder.create();
    var environment =
        Synthesis.edited("local", folder.path().resolve("environments"), setting.edits());
    var path = new DataPath(folder, FrontDoor.of(environment, folder.path(), setting::change));
    path.startProcesses();
    return path;
  }

  /** Calls that the endpoint does not end before it has all of them. */
  private void startProcesses() throws InterruptedException {
    var all = new CountDownLatch(CLIENTS);
    standIn()
        .pace(
            chunk -> {
              if (chunk == 1) {
                all.countDown();
                all.await();
              }
            });
    var calls = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (var n = 0; n < CLIENTS; n++) {
      calls.add(begin("acme", Chat.anew().streamed()));
    }
    calls.forEach(CompletableFuture::join);
    standIn().pace(Pace.AT_ONCE);
  }

  HttpResponse<String> call(String customer, Chat chat, String... headers)
      throws IOException, InterruptedException {
    return door.post(chat.json(), headers(customer, headers));
  }

  /** A call whose answer is not waited for. */
  CompletableFuture<HttpResponse<String>> begin(String customer, Chat chat, String... headers) {
    return door.begin(chat.json(), headers(customer, headers));
  }

  /** So many calls of clients that call at once. */
  List<HttpResponse<String>> calls(String customer, int calls, Supplier<Chat> chat)
      throws Exception {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      Callable<HttpResponse<String>> one = () -> call(customer, chat.get());
      var answers = new ArrayList<HttpResponse<String>>();
      for (var answer : clients.invokeAll(Collections.nCopies(calls, one))) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdown();
    }
  }

  private Map<String, String> headers(String customer, String... more) {
    var headers = new HashMap<String, String>();
    headers.put("authorization", "Bearer " + door.token(customer));
    headers.put("content-type", "application/json");
    headers.put("x-api-key", door.key(customer));
    for (var i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  HuggingFaceStandIn standIn() {
    return door.door().standIn();
  }

  StateTable table() {
    return new StateTable(door.door().dynamoDb());
  }

  /** Where a client finds address, keys and tokens. */
  Path clientState() {
    return folder.path().resolve("state/local.json");
  }

  /** The line that the proxy logs of a call. */
  JsonNode line(HttpResponse<String> answer) throws Exception {
    var id = answer.headers().firstValue("x-amzn-requestid").orElseThrow();
    return Await.present(
        () ->
            lines().stream()
                .filter(line -> line.path("request_id").asText().equals(id))
                .findFirst());
  }

  /** All such lines so far. */
  List<JsonNode> lines() throws IOException {
    var lines = new ArrayList<JsonNode>();
    try (var files = Files.list(folder.path().resolve("state/logs"))) {
      for (var file : files.toList()) {
        for (var line : Files.readAllLines(file)) {
          read(line).filter(json -> json.has("own_ms")).ifPresent(lines::add);
        }
      }
    }
    return lines;
  }

  private static Optional<JsonNode> read(String line) {
    try {
      return line.startsWith("{") ? Optional.of(JSON.readTree(line)) : Optional.empty();
    } catch (IOException e) {
      // It is not written to its end yet.
      return Optional.empty();
    }
  }

  /**
   * Has every process of the proxy begin anew with a breaker that is closed: what it knows is a
   * second old at most.
   */
  void closeBreaker() throws IOException, InterruptedException {
    var attributes = new ArrayList<String>(List.of("open_until", "probe_until", "failed_probes"));
    table()
        .item("breaker")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith("failures_") || name.startsWith("successes_")) {
                attributes.add(name);
              }
            });
    table()
        .update(
            "breaker",
            "ADD generation :one REMOVE " + String.join(", ", attributes),
            Map.of(":one", 1L));
    letBreakerBeRead();
  }

  /** Until what every process knows of the breaker is so old that it reads it again. */
  static void letBreakerBeRead() throws InterruptedException {
    Thread.sleep(1_100);
  }

  /** The code of a refusal. */
  static String code(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).at("/error/code").asText();
  }

  @Override
  public void close() throws IOException {
    door.close();
    folder.close();
  }
}
