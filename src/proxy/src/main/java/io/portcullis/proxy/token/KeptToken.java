package io.portcullis.proxy.token;

import io.portcullis.huggingface.AccessToken;
import java.time.Instant;
import java.util.Optional;

/**
 * A token in memory.
 *
 * @param fresh while the secret is not asked again
 * @param usable while it may be used, should the secret not be there to be asked
 * @param stale whether it was not there when it was asked last
 */
record KeptToken(AccessToken token, Period fresh, Period usable, boolean stale) {
  boolean isUsable(Instant now) {
    return usable.contains(now);
  }

  boolean isFresh(Instant now) {
    return fresh.contains(now) && isUsable(now);
  }

  /** The same token, when the secret was not there to be asked for another one. */
  KeptToken staleFor(Period pause) {
    return new KeptToken(token, pause, usable, true);
  }

  StoredToken stored() {
    return stale ? new StoredToken.Stale(token) : new StoredToken.Present(token, Optional.empty());
  }
}
