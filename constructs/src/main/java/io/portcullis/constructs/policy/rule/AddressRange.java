package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.Value;

/** Ranges of addresses, such as {@code 203.0.113.0/24}. */
final class AddressRange {
  /** Two ranges of one bit are everywhere as well, and nobody owns an eighth of IPv4. */
  private static final int WIDEST_PREFIX = 8;

  private AddressRange() {}

  /** Whether it is known to be too wide to name anybody. */
  static boolean isEverywhere(Value range) {
    return range.literal().map(AddressRange::isEverywhere).orElse(false);
  }

  private static boolean isEverywhere(String range) {
    var prefix = range.substring(range.lastIndexOf('/') + 1);
    return range.contains("/")
        && prefix.matches("\\d{1,3}")
        && Integer.parseInt(prefix) < WIDEST_PREFIX;
  }
}
