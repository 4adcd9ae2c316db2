package io.portcullis.proxy.breaker;

import io.portcullis.proxy.breaker.Verdict.Pass;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Calls an endpoint that fails, as often as it may. */
final class FailingProcess {
  private FailingProcess() {}

  public static void main(String[] arguments) throws IOException {
    var own =
        new Breaker(
            new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofMinutes(2)),
            LocalTable.of(arguments[0]),
            new SetClock(Instant.parse(arguments[1])));
    own.refresh(deadline());
    Fleet.ready();
    while (own.ask(deadline()) instanceof Pass pass) {
      System.out.println(pass.ticket().report(Result.FAILED) ? "opened" : "failed");
    }
  }

  /** Of twenty seconds, less what the test itself takes. */
  static Deadline deadline() {
    return Deadline.of(Duration.ofMinutes(20), () -> 20_500);
  }
}
