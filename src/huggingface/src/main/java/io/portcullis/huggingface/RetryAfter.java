package io.portcullis.huggingface;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * When a service that limits the rate of calls says to come back: {@code Retry-After} in seconds
 * (RFC 9110), or the end of the Hub's window in {@code RateLimit: "api";r=0;t=55} (Hugging Face
 * Hub, "Rate limits").
 */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
  private static final Pattern WINDOW = Pattern.compile(";\\s*t=(\\d{1,6})(?=[;,\\s]|$)");

  private RetryAfter() {}

  /**
   * The time to wait, if one is said that can be read.
   *
   * @param headers by name in lower case
   */
  static Optional<Duration> of(Map<String, String> headers) {
    var retryAfter = headers.getOrDefault("retry-after", "");
    var seconds =
        SECONDS.matcher(retryAfter).matches()
            ? OptionalLong.of(Long.parseLong(retryAfter))
            : window(headers.getOrDefault("ratelimit", ""));
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  /** Of several windows the one that ends last. */
  private static OptionalLong window(String rateLimit) {
    return WINDOW
        .matcher(rateLimit)
        .results()
        .map(MatchResult::group)
        .mapToLong(t -> Long.parseLong(t.substring(t.indexOf('=') + 1)))
        .max();
  }
}
