package io.portcullis.rotation.check;

import io.portcullis.huggingface.WhoAmI;
import java.util.Optional;

/** The rights that a token has to have, no more and no less. */
@FunctionalInterface
public interface Rights {
  /** Why a token has others; nothing if it has exactly these. */
  Optional<String> missedBy(WhoAmI token);

  /**
   * Whatever the Hub accepts: it tells nothing of the rights of an exchanged token, whose scope is
   * known when it is exchanged.
   */
  static Rights any() {
    return token -> Optional.empty();
  }
}
