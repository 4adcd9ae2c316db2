package io.portcullis.test.attack.disaster;

import io.portcullis.test.attack.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Who answered how many calls, minute by minute. */
final class Counts {
  private final Map<Outcome, TreeMap<Long, Integer>> minutes = new LinkedHashMap<>();

  void add(Duration since, Outcome outcome) {
    minutes
        .computeIfAbsent(outcome, first -> new TreeMap<>())
        .merge(since.toMinutes(), 1, Integer::sum);
  }

  /** Of the minutes from one up to another, without that one. */
  int sum(Predicate<Outcome> counted, long from, long to) {
    return minutes.entrySet().stream()
        .filter(entry -> counted.test(entry.getKey()))
        .flatMap(entry -> entry.getValue().subMap(from, to).values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  int sum(Predicate<Outcome> counted) {
    return sum(counted, 0, Long.MAX_VALUE);
  }

  /** Who answered, and how often in all. */
  Map<Outcome, Integer> byOutcome() {
    var sums = new LinkedHashMap<Outcome, Integer>();
    minutes.keySet().forEach(outcome -> sums.put(outcome, sum(outcome::equals)));
    return sums;
  }
}
