package io.portcullis.test.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fires the safe attacks at a front door that is deployed, one after the other.
 *
 * @param pace time between two calls
 */
record Verification(Calls calls, Duration pace) {
  private static final Outcome ELSEWHERE = Outcome.parse("firewall (web ACL) 403 firewall_network");

  /** What answered a call, and what must have. */
  record Line(String attack, Outcome expected, Outcome actual) {
    boolean right() {
      return expected.equals(actual);
    }
  }

  /**
   * Where this machine is, by what the firewall says. From a network that is no customer's, nothing
   * gets further than that.
   */
  Place place() throws IOException {
    var stranger =
        Corpus.committed().attacks().stream()
            .filter(attack -> attack.safe() && attack.source() == Place.OWN)
            .findFirst()
            .orElseThrow();
    return fire(stranger).equals(ELSEWHERE) ? Place.FOREIGN : Place.OWN;
  }

  /** The attacks that can be fired from there. */
  List<Attack> attacks(Corpus corpus, Place place) {
    return corpus.attacks().stream()
        .filter(Attack::safe)
        .filter(calls.setting()::offers)
        .filter(attack -> attack.source() == Place.OWN || attack.source() == place)
        .filter(this::hasWhatItBrings)
        .toList();
  }

  /** What an operator gave: a key, a token; nobody signs here. */
  private boolean hasWhatItBrings(Attack attack) {
    var caller = calls.callers().get(calls.setting().victim());
    var bringsKey = attack.key() == KeyChoice.OWN || attack.key() == KeyChoice.ALTERED;
    return (!bringsKey || !caller.apiKey().isEmpty())
        && (calls.setting().asks() == IdentityType.NONE || hasIdentity(attack.identity(), caller));
  }

  private static boolean hasIdentity(IdentityChoice choice, Caller caller) {
    return switch (choice) {
      case NONE, GARBAGE -> true;
      case OWN -> caller.token().isPresent();
      default -> caller.token().isPresent() && Forgery.WAYS.contains(choice);
    };
  }

  /** Whether every attack was refused by its layer. */
  boolean run(List<Attack> attacks, Place place, Consumer<Line> lines)
      throws IOException, InterruptedException {
    var right = true;
    for (var attack : attacks) {
      Thread.sleep(pace.toMillis());
      var refusal = attack.refusedBy().under(calls.setting().asks()).orElseThrow();
      var line =
          new Line(attack.name(), place == Place.FOREIGN ? ELSEWHERE : refusal, fire(attack));
      lines.accept(line);
      right &= line.right();
    }
    return right;
  }

  private Outcome fire(Attack attack) throws IOException {
    return Outcome.of(HttpConnection.once(calls.url(), calls.bytes(calls.wire(attack, 0))));
  }
}
