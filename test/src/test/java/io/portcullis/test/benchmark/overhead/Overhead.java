package io.portcullis.test.benchmark.overhead;

import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.TemporaryFolder;
import io.portcullis.test.benchmark.Benchmark;
import io.portcullis.test.benchmark.Report;
import io.portcullis.test.benchmark.StandInProcess;
import io.portcullis.test.benchmark.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The time that ways to the endpoint add to a call, side by side: in every round each of them is
 * called in turn, so that whatever else the machine does meets all.
 */
public final class Overhead implements Benchmark {
  static final String DIRECT = "direct";
  static final String STATE_OFF = "proxy, state off";
  static final String STATE_ON = "proxy, state on";

  private static final String ENVIRONMENT = "local";
  private static final List<Load> LOADS = List.of(new Load(1, 500), new Load(8, 2000));

  /** Enough that what is called often is compiled. */
  private static final List<Load> WARM_UP = List.of(new Load(1, 2000), new Load(8, 8000));

  /** It would be reached; and without a table it is refused. */
  private static final Map<String, String> NO_CEILING =
      Map.of("SPEND_PER_DAY", "0", "SPEND_PER_MONTH", "0");

  private final int rounds;

  public Overhead(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public Report run() throws IOException, InterruptedException {
    var open = new ArrayDeque<AutoCloseable>();
    try (var folder = TemporaryFolder.create()) {
      try {
        return measured(contestants(folder.path(), open)).report(rounds, notRun(open));
      } finally {
        close(open);
      }
    }
  }

  private OverheadTable measured(List<Contestant> contestants)
      throws IOException, InterruptedException {
    for (var contestant : contestants) {
      for (var load : WARM_UP) {
        load.run(contestant);
      }
    }
    var table = new OverheadTable();
    for (var round = 0; round < rounds; round++) {
      for (var load : LOADS) {
        for (var contestant : contestants) {
          table.add(contestant.name(), load.connections(), load.run(contestant));
        }
      }
    }
    return table;
  }

  private static List<Contestant> contestants(Path folder, Deque<AutoCloseable> open)
      throws IOException, InterruptedException {
    var endpoint = StandInProcess.huggingFace();
    open.push(endpoint);
    var contestants = new ArrayList<Contestant>();
    contestants.add(HttpContestant.direct(endpoint.url(), endpoint.token()));
    Nginx.start(endpoint, folder.resolve("nginx")).ifPresent(contestants::add);
    contestants.add(Portkey.start(endpoint));
    contestants.addAll(proxies(endpoint, folder, open));
    contestants.forEach(open::push);
    return contestants;
  }

  /** The proxy as the environment has it, and without its table. */
  static List<Contestant> proxies(StandInProcess endpoint, Path folder, Deque<AutoCloseable> open)
      throws IOException {
    var on = folder.resolve("state-on");
    var off = folder.resolve("state-off");
    Synthesis.write(
        Synthesis.environment(ENVIRONMENT), on, stage -> Variables.set(stage, NO_CEILING));
    Synthesis.write(
        Synthesis.environment(ENVIRONMENT),
        off,
        stage -> {
          Variables.set(stage, NO_CEILING);
          Variables.remove(stage, "STATE_TABLE");
        });
    var table = StandInProcess.dynamoDb(on, ENVIRONMENT);
    open.push(table);
    return List.of(
        FunctionContestant.start(
            STATE_OFF, off, ENVIRONMENT, endpoint, table, folder.resolve("off")),
        FunctionContestant.start(STATE_ON, on, ENVIRONMENT, endpoint, table, folder.resolve("on")));
  }

  private static Optional<String> notRun(Deque<AutoCloseable> open) {
    var runs =
        open.stream()
            .anyMatch(part -> part instanceof Contestant one && one.name().equals(Nginx.NAME));
    return runs ? Optional.empty() : Optional.of(Nginx.NAME);
  }

  static void close(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // One that does not end well must not keep the others alive.
        continue;
      }
    }
  }
}
