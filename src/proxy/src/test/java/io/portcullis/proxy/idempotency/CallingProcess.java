package io.portcullis.proxy.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.Sleeper;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.table.Attributes;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.table.TableReply;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Sends a request with a key several times at once. */
final class CallingProcess {
  static final int PROCESSES = 3;
  static final int CALLS = 3;
  private static final int ALL_OTHERS = PROCESSES * CALLS - 1;

  private final LocalTable table;
  private final IdempotentRequest request = request();

  private CallingProcess(LocalTable table) {
    this.table = table;
  }

  public static void main(String[] arguments) throws Exception {
    var process = new CallingProcess(LocalTable.of(arguments[0]));
    Fleet.ready();
    var threads =
        Executors.newFixedThreadPool(
            CALLS,
            work -> {
              var thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            });
    for (var line :
        threads.invokeAll(
            Stream.<Callable<String>>generate(() -> process::call).limit(CALLS).toList())) {
      System.out.println(line.get());
    }
  }

  private String call() {
    var idempotency =
        new Idempotency(
            table,
            Duration.ofHours(24),
            Sleeper.ofThread(),
            InstantSource.system(),
            new SecureRandom());
    var begin = idempotency.begin(request, deadline());
    if (begin instanceof Begin.Run run) {
      awaitAllOthers();
      var answer =
          new Answer.Completion(
              Map.of(), "by process " + ProcessHandle.current().pid(), Optional.empty());
      run.record().finish(new Ending.Done(Optional.of(answer)), deadline());
      return "ran " + answer.body();
    }
    return begin instanceof Begin.Joined joined
        ? "joined " + joined.answer().body()
        : begin.toString();
  }

  /** So that no time decides who comes before the answer. */
  private void awaitAllOthers() {
    while (awaited(table) < ALL_OTHERS) {
      Sleeper.ofThread().sleep(Duration.ofMillis(20));
    }
  }

  private long awaited(Table table) {
    return table.get(request.id(), Duration.ofSeconds(1)) instanceof TableReply.Item item
        ? new Attributes(item.attributes()).number("awaited").orElse(0L)
        : 0;
  }

  private static IdempotentRequest request() {
    var token = AccessToken.parse("hf_planted_0123456789").orElseThrow();
    var body = "{}".getBytes(UTF_8);
    return new IdempotentRequest(
        token,
        "acme",
        new IdempotencyKey("order-42"),
        Route.CHAT_COMPLETIONS,
        body,
        Fingerprint.of(token, "acme", Route.CHAT_COMPLETIONS, body));
  }

  private static Deadline deadline() {
    return Deadline.of(Duration.ofMinutes(1), () -> Integer.MAX_VALUE);
  }
}
