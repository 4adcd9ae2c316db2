package io.portcullis.proxy.token;

import java.time.Duration;

/** The secret that holds the token. */
public interface TokenSecret {
  /** Reads one of the secret's values, in the given time at most. */
  StoredToken read(VersionStage stage, Duration timeout);
}
