package io.portcullis.test.benchmark.coldstart;

import io.portcullis.test.attack.TemporaryFolder;
import io.portcullis.test.benchmark.Benchmark;
import io.portcullis.test.benchmark.Report;
import io.portcullis.test.benchmark.coldstart.ColdFunction.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of a function's first answer, and what the same call takes that is written in the usual
 * way; all of them start in turn, round by round.
 */
public final class ColdStarts implements Benchmark {
  static final String OURS = "Portcullis";
  static final String USUAL = "the usual way";
  static final String EMPTY = "an empty function";
  static final String EMPTY_STREAM = "an empty function, own runtime";

  private static final List<Contestant> CONTESTANTS =
      List.of(
          new Contestant("proxy", OURS, "io.portcullis.proxy.StreamingProxyHandler"),
          new Contestant("proxy", USUAL, "com.example.usual.UsualProxy"),
          new Contestant("authorizer", OURS, "io.portcullis.authorizer.AuthorizerHandler"),
          new Contestant("authorizer", USUAL, "com.example.usual.UsualAuthorizer"),
          new Contestant("rotation", OURS, "io.portcullis.rotation.RotationHandler"),
          new Contestant("rotation", USUAL, "com.example.usual.UsualRotation"),
          new Contestant("nothing", EMPTY, EmptyFunction.class.getName()),
          new Contestant("nothing", EMPTY_STREAM, EmptyStream.class.getName()));

  private static final int TRIES = 5;

  private final int rounds;

  public ColdStarts(int rounds) {
    this.rounds = rounds;
  }

  /**
   * @param function what it does
   * @param way how it is written
   */
  record Contestant(String function, String way, String handler) {}

  @Override
  public Report run() throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.create();
        var world = ColdWorld.open(folder.path())) {
      var table = new ColdStartTable();
      // The first round reads every file for the first time, and does not count.
      for (var round = 0; round <= rounds; round++) {
        for (var contestant : CONTESTANTS) {
          var function = world.function(contestant.handler());
          var plain = patiently(() -> plain(world, contestant, function));
          if (round > 0) {
            table.plain(contestant, plain);
          }
          if (function.alias().isPresent() && !contestant.function().equals("rotation")) {
            var primed = patiently(() -> world.primed(function, event(world, contestant)));
            if (round > 0) {
              table.primed(contestant, primed);
            }
          }
        }
      }
      return table.report(rounds);
    }
  }

  /** One start. */
  @FunctionalInterface
  private interface Start {
    Time take() throws IOException, InterruptedException;
  }

  /** Functions have timeouts, which a machine that is busy with something else may exceed. */
  private static Time patiently(Start start) throws IOException, InterruptedException {
    for (var failed = 1; failed < TRIES; failed++) {
      try {
        return start.take();
      } catch (IOException e) {
        System.err.println(e.getMessage() + "; once more");
      }
    }
    return start.take();
  }

  private static Time plain(ColdWorld world, Contestant contestant, ColdFunction function)
      throws IOException, InterruptedException {
    if (!contestant.function().equals("rotation")) {
      return world.plain(function, event(world, contestant));
    }
    var times = new ArrayList<Time>();
    world.rotate(event -> times.add(world.plain(function, event)));
    return times.get(0);
  }

  private static byte[] event(ColdWorld world, Contestant contestant) throws IOException {
    return contestant.function().equals("authorizer")
        ? world.authorizerEvent()
        : world.proxyEvent();
  }
}
