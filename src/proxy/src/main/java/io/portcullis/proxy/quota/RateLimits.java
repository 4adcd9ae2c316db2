package io.portcullis.proxy.quota;

import io.portcullis.proxy.answer.ClientHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is left of each limit. */
public record RateLimits(List<Left> windows) {
  static final RateLimits NONE = new RateLimits(List.of());

  /**
   * What is left of one limit.
   *
   * @param left how much, at least 0
   * @param reset time until its window ends, in whole seconds and at least one
   */
  public record Left(Limit limit, long left, Instant end, Duration reset, Duration length) {

    private static Left of(Limit limit, LedgerItem item, Instant now) {
      var counter = limit.counter(now);
      var end = counter.end();
      return new Left(
          limit,
          Math.min(limit.most(), Math.max(0, limit.most() - item.used(counter, now))),
          end,
          Duration.ofSeconds(Math.max(1, end.getEpochSecond() - now.getEpochSecond())),
          Duration.between(counter.window().begin(counter.index()), end));
    }

    boolean isOf(Measure measure) {
      return limit.measure() == measure;
    }

    int share() {
      return (int) ((limit.most() - left) * 100.0 / limit.most());
    }

    /** The name of the policy in the headers of the IETF's draft. */
    private String name() {
      return "\"%s-%s\"".formatted(limit.measure().word(), limit.window().word());
    }

    private String policy() {
      // Without a unit it is requests; no unit for tokens is registered yet.
      var unit = isOf(Measure.TOKENS) ? ";qu=\"tokens\"" : "";
      return "%s;q=%d%s;w=%d".formatted(name(), limit.most(), unit, length.toSeconds());
    }

    private String state() {
      return "%s;r=%d;t=%d".formatted(name(), left, reset.toSeconds());
    }
  }

  public RateLimits {
    windows = List.copyOf(windows);
  }

  static RateLimits of(List<Limit> limits, LedgerItem item, Instant now) {
    return new RateLimits(limits.stream().map(limit -> Left.of(limit, item, now)).toList());
  }

  RateLimits and(RateLimits others) {
    return new RateLimits(Stream.of(windows, others.windows).flatMap(List::stream).toList());
  }

  /**
   * The one in the way of so much: the last to end, where several are; where none is any more, the
   * one with the least left.
   */
  Optional<Left> inTheWay(Map<Measure, Long> amounts) {
    return windows.stream()
        .filter(window -> window.left() < amounts.getOrDefault(window.limit().measure(), 0L))
        .max(Comparator.comparing(Left::end))
        .or(() -> windows.stream().min(Comparator.comparingLong(Left::left)));
  }

  /** Percent of the customer's limit that is used most, used or reserved; absent without limits. */
  public OptionalInt share() {
    return share(window -> !window.isOf(Measure.NANODOLLARS));
  }

  /** Percent of the spend ceiling, used or reserved; absent without one. */
  public OptionalInt spendShare() {
    return share(window -> window.isOf(Measure.NANODOLLARS));
  }

  private OptionalInt share(Predicate<Left> which) {
    return windows.stream().filter(which).mapToInt(Left::share).max();
  }

  /**
   * What a client is told: of a minute in OpenAI's headers, of every window in those of {@code
   * draft-ietf-httpapi-ratelimit-headers-11}. The spend ceiling is nobody's business but the
   * operator's.
   */
  public Map<ClientHeader, String> headers() {
    var headers = new EnumMap<ClientHeader, String>(ClientHeader.class);
    var told = windows.stream().filter(window -> !window.isOf(Measure.NANODOLLARS)).toList();
    for (var window : told) {
      if (window.limit().window() == Window.MINUTE) {
        var ofRequests = window.isOf(Measure.REQUESTS);
        headers.put(
            ofRequests ? ClientHeader.LIMIT_REQUESTS : ClientHeader.LIMIT_TOKENS,
            Long.toString(window.limit().most()));
        headers.put(
            ofRequests ? ClientHeader.REMAINING_REQUESTS : ClientHeader.REMAINING_TOKENS,
            Long.toString(window.left()));
        headers.put(
            ofRequests ? ClientHeader.RESET_REQUESTS : ClientHeader.RESET_TOKENS,
            minutesAndSeconds(window.reset()));
      }
    }
    if (!told.isEmpty()) {
      headers.put(
          ClientHeader.RATE_LIMIT_POLICY,
          told.stream().map(Left::policy).collect(Collectors.joining(", ")));
      headers.put(
          ClientHeader.RATE_LIMIT,
          told.stream().map(Left::state).collect(Collectors.joining(", ")));
    }
    return headers;
  }

  /** As OpenAI writes a time: {@code 1m0s}, {@code 12s}. */
  private static String minutesAndSeconds(Duration time) {
    return time.toMinutes() == 0
        ? "%ds".formatted(time.toSeconds())
        : "%dm%ds".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
