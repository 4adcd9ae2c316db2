package io.portcullis.constructs.policy.rule;

import java.util.List;
import java.util.Optional;

/** A way to tell who calls that does not rest on another. */
interface CallerLayer {
  List<CallerLayer> ALL =
      List.of(new NetworkLayer(), new IdentityLayer(), new CertificateLayer(), new BoundKeyLayer());

  /** One word, for findings. */
  String name();

  /** Why a gateway's layer does not count, and what to add; empty if it counts. */
  Optional<String> gap(FrontDoor door);

  default boolean counts(FrontDoor door) {
    return gap(door).isEmpty();
  }
}
