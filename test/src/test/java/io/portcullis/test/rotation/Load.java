package io.portcullis.test.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * A customer who calls at a steady pace, whatever becomes of the calls before: an answer that is
 * late delays no other call. No two bodies are the same.
 */
final class Load implements AutoCloseable {
  /** Each with connections of its own. */
  private static final int CLIENTS = 4;

  private static final int FIRST_CALLS = 200;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<HttpClient> clients =
      IntStream.range(0, CLIENTS)
          .mapToObj(n -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build())
          .toList();
  private final HttpRequest.Builder request;
  private final Duration between;
  private final Thread pace = new Thread(this::run, "load");
  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final Set<String> failures = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean over;

  /**
   * What has become of calls.
   *
   * @param answered with status 200
   * @param failed every other one
   */
  record Counts(long answered, long failed) {
    Counts minus(Counts earlier) {
      return new Counts(answered - earlier.answered, failed - earlier.failed);
    }

    long calls() {
      return answered + failed;
    }
  }

  private Load(HttpRequest.Builder request, int aSecond) {
    this.request = request;
    this.between = Duration.ofSeconds(1).dividedBy(aSecond);
    pace.setDaemon(true);
  }

  /** Begins calls of a customer. */
  static Load begin(RotationDoor door, int aSecond) {
    var load = new Load(door.call(), aSecond);
    load.warmUp();
    load.pace.start();
    return load;
  }

  /** On AWS, too, a fleet that answers fifty calls a second has begun with fewer. */
  private void warmUp() {
    for (var n = 0; n < FIRST_CALLS; n++) {
      send();
      settled();
    }
    answered.set(0);
  }

  private void run() {
    var begin = System.nanoTime();
    for (var n = 0L; !over; n++) {
      var due = begin + n * between.toNanos();
      for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send();
    }
  }

  private void send() {
    var n = sent.getAndIncrement();
    var body = BodyPublishers.ofString(body("Document " + n, false));
    var call =
        clients
            .get((int) (n % CLIENTS))
            .sendAsync(request.copy().POST(body).build(), BodyHandlers.ofString())
            .handle(this::count);
    open.add(call);
    call.whenComplete((result, failure) -> open.remove(call));
  }

  static String body(String content, boolean stream) {
    var body = JSON.createObjectNode().put("model", "any").put("max_tokens", 16);
    body.putArray("messages").addObject().put("role", "user").put("content", content);
    return body.put("stream", stream).toString();
  }

  private Void count(HttpResponse<String> answer, Throwable failure) {
    if (failure == null && answer.statusCode() == 200) {
      answered.incrementAndGet();
    } else {
      failed.incrementAndGet();
      failures.add(failure == null ? text(answer) : failure.getClass().getSimpleName());
    }
    return null;
  }

  private static String text(HttpResponse<String> answer) {
    try {
      return "%d %s"
          .formatted(
              answer.statusCode(), JSON.readTree(answer.body()).at("/error/code").asText("-"));
    } catch (IOException e) {
      return Integer.toString(answer.statusCode());
    }
  }

  /** The counts once every call that is on its way now has come back. */
  Counts settled() {
    for (var call : List.copyOf(open)) {
      call.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).exceptionally(e -> null).join();
    }
    return new Counts(answered.get(), failed.get());
  }

  /** The kinds of answers that calls failed with. */
  Set<String> failures() {
    return new TreeSet<>(failures);
  }

  @Override
  public void close() {
    over = true;
    settled();
  }
}
