package io.portcullis.proxy.token;

import io.portcullis.huggingface.AccessToken;
import java.time.Instant;
import java.util.Optional;

/** What the secret says. */
public sealed interface StoredToken {

  /**
   * It holds a token.
   *
   * @param createdAt when the secret's version was made; absent of a token that was kept in memory
   */
  record Present(AccessToken token, Optional<Instant> createdAt) implements StoredToken {}

  /** It could not be read now, and this is what it held before; never said by the secret itself. */
  record Stale(AccessToken token) implements StoredToken {}

  /** It holds none, such as the marker {@code empty} before an operator has brought the first. */
  record Missing() implements StoredToken {}

  /** The service says no, such as to a role that may not read it any more. */
  record Denied() implements StoredToken {}

  /** It could not be read, so nothing is known. */
  record Unavailable() implements StoredToken {}
}
