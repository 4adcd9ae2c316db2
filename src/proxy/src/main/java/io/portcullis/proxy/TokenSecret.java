package io.portcullis.proxy;

import java.time.Duration;

/** The secret that holds the token. */
interface TokenSecret {
  /** Reads the secret's current value, in the given time at most. */
  StoredToken read(Duration timeout);
}
