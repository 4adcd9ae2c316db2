package io.portcullis.stacks.environment;

import java.util.function.Supplier;

/** How a value that breaks a rule is told: key, rule, value. */
final class Rule {
  private Rule() {}

  static void require(boolean holds, String key, String rule, String value) {
    if (!holds) {
      throw new IllegalArgumentException("'%s' %s, got '%s'".formatted(key, rule, value));
    }
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
