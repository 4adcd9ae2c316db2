package io.portcullis.constructs.refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whether it can help that a client sends a refused request again, unchanged and by itself, and
 * when. Clients of the OpenAI API do so twice for a 409, a 429 and every 5xx, unless an answer
 * tells them not to; how long to wait they take from it up to a minute, and else think of a few
 * seconds themselves.
 *
 * @param canHelp whether one can that comes within a minute
 * @param seconds after which one is admitted again, where that is known
 */
public record Retry(boolean canHelp, OptionalInt seconds) {
  private static final int LONGEST_WAIT = 60;

  /** It would be refused again, or do again what may have been done already. */
  public static final Retry NEVER = new Retry(false, OptionalInt.empty());

  /** What stood in the way may be gone; for how long it stays nobody knows. */
  public static final Retry LATER = new Retry(true, OptionalInt.empty());

  public static Retry after(int seconds) {
    return new Retry(seconds <= LONGEST_WAIT, OptionalInt.of(seconds));
  }

  /** The headers of a refusal that say so. */
  public Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    seconds.ifPresent(wait -> headers.put("Retry-After", Integer.toString(wait)));
    if (!canHelp) {
      headers.put("x-should-retry", "false");
    }
    return Collections.unmodifiableMap(headers);
  }
}
