package io.portcullis.proxy.token;

import io.portcullis.huggingface.AccessToken;
import java.time.Instant;

/**
 * What the secret said a moment ago because of a token that the endpoint rejected.
 *
 * @param period while it need not be asked again because of the same token
 */
record RecentRead(AccessToken rejected, StoredToken stored, Period period) {
  boolean isOf(AccessToken token, Instant now) {
    return rejected.equals(token) && period.contains(now);
  }
}
