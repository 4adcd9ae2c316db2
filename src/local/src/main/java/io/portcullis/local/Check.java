package io.portcullis.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** {@code --check}: opens the front door, takes the tour, and sees that no process is left. */
final class Check {
  private final Console console;
  private final LocalOptions options;

  Check(Console console, LocalOptions options) {
    this.console = console;
    this.options = options;
  }

  private FrontDoorListener listener(AtomicReference<RequestRecord> last) {
    return new FrontDoorListener() {
      @Override
      public void answered(RequestRecord request) {
        last.set(request);
      }

      @Override
      public void starting(String environment) {
        console.starting(environment);
      }
    };
  }

  /** 0 if every row is right, else 1. */
  int run() throws IOException, InterruptedException {
    var table = new TourTable(console);
    var last = new AtomicReference<RequestRecord>();
    List<ProcessHandle> processes;
    var right = true;
    try (var door = LocalFrontDoor.open(options, listener(last))) {
      var closing = new Thread(door::close, "close");
      Runtime.getRuntime().addShutdownHook(closing);
      table.head();
      for (var step : new Tour(door, last::get).steps()) {
        var row = step.take();
        table.row(row);
        right &= row.right();
      }
      processes = door.processes();
    }
    var left = processes.stream().filter(ProcessHandle::isAlive).count();
    var ended =
        new TourRow(
            "processes end",
            "%d function processes".formatted(processes.size()),
            "none left",
            left == 0 ? "none left" : left + " left");
    table.row(ended);
    right &= ended.right();
    table.end(right);
    return right ? 0 : 1;
  }
}
