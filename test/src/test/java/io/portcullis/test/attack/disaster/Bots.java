package io.portcullis.test.attack.disaster;

import io.portcullis.test.attack.Attack;
import io.portcullis.test.attack.IdentityChoice;
import io.portcullis.test.attack.KeyChoice;
import io.portcullis.test.attack.Place;
import java.time.Duration;

/** Who calls fifty thousand times an hour, and what they have stolen before. */
enum Bots {
  WITHOUT_ANYTHING("nothing", KeyChoice.NONE, IdentityChoice.NONE, Place.FOREIGN),
  WITH_A_KEY("a key", KeyChoice.OWN, IdentityChoice.NONE, Place.FOREIGN),
  WITH_KEY_AND_IDENTITY("key and identity", KeyChoice.OWN, IdentityChoice.OWN, Place.FOREIGN),
  /** The worst: they are the customer, as far as anything outside can tell. */
  INSIDE(
      "key and identity, inside the customer's network",
      KeyChoice.OWN,
      IdentityChoice.OWN,
      Place.OWN);

  static final int AN_HOUR = 50_000;
  static final Duration BETWEEN = Duration.ofHours(1).dividedBy(AN_HOUR);

  /** A botnet has many; from one place they look like one. */
  static final int ADDRESSES = 100;

  private final String have;
  private final Attack call;

  Bots(String have, KeyChoice key, IdentityChoice identity, Place source) {
    this.have = have;
    this.call = Attack.call(have, key, identity, source);
  }

  /** What they have stolen. */
  String have() {
    return have;
  }

  Attack call() {
    return call;
  }
}
