package io.portcullis.proxy.quota;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A lease as its item has it: the attribute {@code lease_<id>} with a text such as {@code
 * 29926700:138:r1:t4096}, which is the minute in which it was taken, the seconds from its begin
 * until it expires, and how much of each measure was counted for it in each window of that minute.
 * It is short, since every lease that is held makes every update dearer.
 *
 * @param taken begin of the minute
 */
record HeldLease(String id, Instant expires, Instant taken, Map<Measure, Long> amounts) {
  private static final Pattern ATTRIBUTE = Pattern.compile("lease_([A-Za-z0-9_-]{8})");
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9}):(\\d{1,9})((?::[a-z]\\d{1,18})+)");

  HeldLease {
    amounts = Map.copyOf(amounts);
  }

  static HeldLease take(Map<Measure, Long> amounts, Instant now, Duration time) {
    var id = new byte[6];
    // Made anew each time: one in a snapshot would be the same in all that start from it.
    new SecureRandom().nextBytes(id);
    return new HeldLease(
        Base64.getUrlEncoder().withoutPadding().encodeToString(id),
        Instant.ofEpochSecond(now.plus(time).getEpochSecond() + 1),
        Window.MINUTE.begin(Window.MINUTE.index(now)),
        amounts);
  }

  /** Empty for an attribute that is no lease, or that nobody here has written. */
  static Optional<HeldLease> of(String attribute, String text) {
    var name = ATTRIBUTE.matcher(attribute);
    var parts = TEXT.matcher(text);
    if (!name.matches() || !parts.matches()) {
      return Optional.empty();
    }
    var amounts = new EnumMap<Measure, Long>(Measure.class);
    for (var amount : parts.group(3).substring(1).split(":")) {
      Arrays.stream(Measure.values())
          .filter(measure -> letter(measure) == amount.charAt(0))
          .forEach(measure -> amounts.put(measure, Long.valueOf(amount.substring(1))));
    }
    var taken = Window.MINUTE.begin(Long.parseLong(parts.group(1)));
    return Optional.of(
        new HeldLease(
            name.group(1), taken.plusSeconds(Long.parseLong(parts.group(2))), taken, amounts));
  }

  String attribute() {
    return "lease_" + id;
  }

  String text() {
    var text = new StringBuilder();
    text.append(Window.MINUTE.index(taken)).append(':');
    text.append(Duration.between(taken, expires).toSeconds());
    for (var measure : Measure.values()) {
      if (amounts.containsKey(measure)) {
        text.append(':').append(letter(measure)).append(amounts.get(measure));
      }
    }
    return text.toString();
  }

  private static char letter(Measure measure) {
    return measure.word().charAt(0);
  }

  boolean isExpired(Instant now) {
    return now.isAfter(expires);
  }

  /** Where it is counted. */
  List<Counter> counters() {
    var counters = new ArrayList<Counter>();
    for (var measure : amounts.keySet()) {
      for (var window : measure.windows()) {
        counters.add(Counter.at(measure, window, taken));
      }
    }
    return counters;
  }

  /** How much of a counter is its own. */
  long in(Counter counter) {
    return counters().contains(counter) ? amounts.get(counter.measure()) : 0;
  }
}
