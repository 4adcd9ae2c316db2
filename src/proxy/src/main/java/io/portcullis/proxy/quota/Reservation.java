package io.portcullis.proxy.quota;

import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Whether a call is within its limits. */
public sealed interface Reservation {

  /**
   * It is.
   *
   * @param lease to be settled
   * @param limits as they are with this call
   * @param uncounted whether the table did not answer and {@link TableFailure#PASS} let it pass
   */
  record Granted(Lease lease, RateLimits limits, boolean uncounted) implements Reservation {
    /** Of a call that nothing limits. */
    public static Granted unlimited() {
      return new Granted(Lease.NONE, RateLimits.NONE, false);
    }
  }

  /**
   * It is not.
   *
   * @param limits as they are without this call
   * @param retryAfter until there is more; absent where there will never be enough, or nobody may
   *     wait for it
   */
  record Exceeded(
      RefusalCode code, RefusalDetail detail, RateLimits limits, Optional<Duration> retryAfter)
      implements Reservation {
    /** What clients of the OpenAI API wait at most, instead of trying at once. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** What a client is told of it. */
    public Map<ClientHeader, String> headers() {
      var headers = new EnumMap<ClientHeader, String>(ClientHeader.class);
      headers.putAll(limits.headers());
      retryAfter.ifPresent(
          wait -> headers.put(ClientHeader.RETRY_AFTER, Long.toString(wait.toSeconds())));
      if (retryAfter.filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0).isEmpty()) {
        headers.put(ClientHeader.SHOULD_RETRY, "false");
      }
      return headers;
    }
  }

  /** Nobody knows: the table did not answer in time. */
  record Unavailable() implements Reservation {}
}
