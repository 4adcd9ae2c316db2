package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.HubBehaviour;
import io.portcullis.test.rotation.Replacement.Ending;
import java.util.List;

/** What {@code ./portcullis prove rotation} lets happen. */
final class Trials {
  static final int ROTATIONS = 10;

  private Trials() {}

  static List<Trial> all() {
    return List.of(
        new Replacement(ROTATIONS, Ending.WATCH),
        new Replacement(ROTATIONS, Ending.REVOKE),
        new ManyEnvironments(),
        new KilledAfterStep(),
        new KilledAtAnyMoment(),
        new LostAnswer(),
        new LostToken(),
        new ThrottledSecret(),
        new HubFault(HubBehaviour.SLOW, "does not answer in time", "it did not answer in time"),
        new HubFault(HubBehaviour.DOWN, "is down", "it answered with an unexpected status"),
        new HubFault(
            HubBehaviour.RATE_LIMITED,
            "limits the rate, 429 with RateLimit",
            "it limits the rate of calls"),
        new HubFault(HubBehaviour.NONSENSE, "answers nonsense", "its answer could not be read"),
        new HubFault(HubBehaviour.RESETTING, "resets connections", "it could not be reached"),
        new UndeletedToken(),
        new PendingApproval(),
        new WrongToken(),
        new ReplacedHalfWay(),
        new TwoAtOnce());
  }
}
