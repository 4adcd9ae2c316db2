package io.portcullis.stacks.environment;

import java.time.Duration;
import java.util.function.Supplier;

/** How a value that breaks a rule is told: key, rule, value. */
final class Rule {
  private Rule() {}

  static void require(boolean holds, String key, String rule, String value) {
    if (!holds) {
      throw new IllegalArgumentException("'%s' %s, got '%s'".formatted(key, rule, value));
    }
  }

  static void requireWithin(String key, int value, int least, int most) {
    require(
        value >= least && value <= most,
        key,
        most == Integer.MAX_VALUE
            ? "must be at least %d".formatted(least)
            : "must be from %d to %d".formatted(least, most),
        Integer.toString(value));
  }

  static void requireSeconds(String key, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0 && value.toMillis() % 1000 == 0,
        key,
        "must be whole seconds from PT%dS to PT%dS".formatted(least.toSeconds(), most.toSeconds()),
        value.toString());
  }

  /** Runs a check of the library, whose messages begin with the property's name in quotes. */
  static void check(String prefix, Supplier<?> check) {
    try {
      check.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(below(prefix, e.getMessage()), e);
    }
  }

  /**
   * The message with its key put below another: {@code 'rate' …} becomes {@code
   * 'plans.standard.rate' …}.
   */
  static String below(String prefix, String message) {
    if (prefix.isEmpty() || !message.startsWith("'")) {
      return message;
    }
    return "'" + prefix + "." + message.substring(1);
  }
}
