package io.portcullis.test.attack;

import io.portcullis.local.FrontDoorListener;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.local.apigateway.Clocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** A front door of this machine in a time of its own, at which attacks are fired. */
public final class Door implements AutoCloseable {
  /** Few, since each may start a process of each function. */
  private static final int AT_ONCE = 2;

  /** Longer than any rate is counted, and than a day. */
  private static final Duration LONG = Duration.ofHours(25);

  private final Setting setting;
  private final VirtualClock clock = new VirtualClock();
  private final LocalFrontDoor door;
  private final Calls calls;

  private Door(Setting setting, LocalOptions options) throws IOException, InterruptedException {
    this.setting = setting;
    this.door = LocalFrontDoor.open(options, FrontDoorListener.SILENT, Clocks.of(clock));
    this.calls =
        new Calls(
            setting,
            door.url(),
            Caller.read(options.state().resolve("local.json")),
            new Identities(setting.asks(), new Signature(clock), door.tokenIssuer()),
            true);
  }

  public static Door open(Setting setting, Assembly assembly, String environment, Path state)
      throws IOException, InterruptedException {
    return new Door(setting, new LocalOptions(assembly.folder(), environment, 0, state));
  }

  /** Fires an attack, and tells who answered the last call of it. */
  Outcome fire(Attack attack) throws IOException, InterruptedException {
    if (attack.key() != KeyChoice.DISABLED) {
      return send(attack);
    }
    var key = new KeySwitch(door.apiGateway(), keyId());
    key.turn(false);
    try {
      return send(attack);
    } finally {
      key.turn(true);
    }
  }

  private String keyId() {
    return door.describe().customers().stream()
        .filter(customer -> customer.name().equals(setting.victim()))
        .map(customer -> customer.key().id())
        .findFirst()
        .orElseThrow();
  }

  private Outcome send(Attack attack) throws IOException, InterruptedException {
    var flood = attack.flood();
    if (flood == Flood.ONE_CALL) {
      // The plan admits one more, and no address calls often.
      clock.advance(onePlace());
      return Outcome.of(call(attack, 0));
    }
    clock.advance(LONG);
    if (flood.beyond().isSlow()) {
      slowly(attack, setting.calls(flood));
    } else {
      atOnce(attack, setting.calls(flood));
    }
    var last = Outcome.of(call(attack, 0));
    clock.advance(LONG);
    return last;
  }

  /**
   * Lets calls flow, each a while after the one before.
   *
   * @param addresses from how many of its place's they come in turn
   * @param answered is told the time since the first call, and who answered
   */
  public void flow(
      Attack attack,
      int addresses,
      Duration between,
      int count,
      BiConsumer<Duration, Outcome> answered)
      throws IOException {
    var connection = HttpConnection.open(door.url());
    var aMinute = (int) Math.max(1, Duration.ofMinutes(1).dividedBy(between));
    var requests = List.<byte[]>of();
    try {
      for (var n = 0; n < count; n++) {
        if (n % aMinute == 0) {
          requests = requests(attack, addresses);
        }
        var request = requests.get(n % addresses);
        var answer = connection.send(request);
        if (answer.equals(HttpAnswer.NOTHING)) {
          connection.close();
          connection = HttpConnection.open(door.url());
          answer = connection.send(request);
        }
        answered.accept(between.multipliedBy(n), Outcome.of(answer));
        clock.advance(between);
      }
    } finally {
      connection.close();
    }
  }

  /** How many calls have reached the endpoint. */
  public int completions() {
    return door.standIn().completions();
  }

  private Duration onePlace() {
    return Duration.ofSeconds(1).dividedBy(setting.plan().rate());
  }

  private HttpAnswer call(Attack attack, int n) throws IOException {
    return HttpConnection.once(door.url(), calls.bytes(calls.wire(attack, n)));
  }

  private void slowly(Attack attack, int count) throws IOException {
    for (var n = 0; n < count; n++) {
      call(attack, n % attack.flood().addresses());
      clock.advance(onePlace());
    }
    clock.advance(onePlace());
  }

  /** One from each address; signatures are good for some minutes. */
  private List<byte[]> requests(Attack attack, int addresses) {
    return IntStream.range(0, addresses).mapToObj(n -> calls.bytes(calls.wire(attack, n))).toList();
  }

  private void atOnce(Attack attack, int count) throws IOException, InterruptedException {
    var requests = requests(attack, attack.flood().addresses());
    var workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var tasks = new ArrayList<Future<Void>>();
      for (var worker = 0; worker < AT_ONCE; worker++) {
        var first = worker;
        tasks.add(
            workers.submit(
                () -> {
                  for (var n = first; n < count; n += AT_ONCE) {
                    HttpConnection.once(door.url(), requests.get(n % requests.size()));
                  }
                  return null;
                }));
      }
      for (var task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a call of the flood failed", e);
    } finally {
      workers.shutdownNow();
    }
  }

  @Override
  public void close() {
    door.close();
  }
}
