package io.portcullis.proxy.breaker;

import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Asks again and again, and never tells what came of it. */
final class ProbingProcess {
  static final int CALLS = 20;

  private ProbingProcess() {}

  public static void main(String[] arguments) throws IOException {
    var clock = new SetClock(Instant.parse(arguments[1]));
    var own =
        new Breaker(
            new BreakerSettings(5, Duration.ofSeconds(15), Duration.ofMinutes(2)),
            LocalTable.of(arguments[0]),
            clock);
    Fleet.ready();
    for (var i = 0; i < CALLS; i++) {
      System.out.println(own.ask(FailingProcess.deadline()).mode().word());
      clock.passes(Duration.ofMillis(500));
    }
  }
}
