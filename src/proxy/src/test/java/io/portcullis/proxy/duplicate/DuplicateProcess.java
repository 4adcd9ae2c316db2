package io.portcullis.proxy.duplicate;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.duplicate.Admission.Admitted;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.table.Fleet;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Sends the same request again and again. */
final class DuplicateProcess {
  static final int CALLS = 25;
  static final DuplicateLimit LIMIT = new DuplicateLimit(10, Duration.ofSeconds(60));

  private DuplicateProcess() {}

  public static void main(String[] arguments) throws IOException {
    var clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
    var own = new Duplicates(LIMIT, LocalTable.of(arguments[0]), clock);
    Fleet.ready();
    for (var i = 0; i < CALLS; i++) {
      var admission =
          own.admit(
              "acme",
              new Fingerprint("key", "request"),
              Deadline.of(Duration.ofSeconds(20), () -> Integer.MAX_VALUE));
      System.out.println(admission instanceof Admitted ? "passed" : "refused");
    }
  }
}
