package io.portcullis.proxy.quota;

import java.time.Duration;

/** What is reserved for one call, until it is settled or expires. */
public interface Lease {
  /** Of a call that nothing is reserved for. */
  Lease NONE = (charge, timeout) -> Settlement.DONE;

  /**
   * Puts what a call came to in the place of what was reserved; once, whatever the number of times
   * it is called. Never throws for anything that the table does.
   *
   * @param timeout of each update; in a healthy table there is one, and one more under a spend
   *     ceiling
   */
  Settlement settle(Charge charge, Duration timeout);
}
