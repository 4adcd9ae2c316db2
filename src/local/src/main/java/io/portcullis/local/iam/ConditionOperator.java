package io.portcullis.local.iam;

import io.portcullis.local.waf.CidrBlock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Compares a value of the request with one of the policy.
 *
 * <p>Follows "IAM JSON policy elements: Condition operators"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 *
 * @param negated whether the condition holds when no value matches
 */
record ConditionOperator(
    boolean negated, boolean comparesAddresses, BiPredicate<String, String> matches) {
  private static final Map<String, ConditionOperator> OPERATORS =
      Map.ofEntries(
          Map.entry("StringEquals", text(String::equals)),
          Map.entry("StringNotEquals", text(String::equals).not()),
          Map.entry("StringEqualsIgnoreCase", text(String::equalsIgnoreCase)),
          Map.entry("StringNotEqualsIgnoreCase", text(String::equalsIgnoreCase).not()),
          Map.entry("StringLike", text(ConditionOperator::like)),
          Map.entry("StringNotLike", text(ConditionOperator::like).not()),
          Map.entry("Bool", text(String::equalsIgnoreCase)),
          Map.entry("IpAddress", address()),
          Map.entry("NotIpAddress", address().not()),
          // The two pairs behave alike.
          Map.entry("ArnEquals", text(ConditionOperator::arnLike)),
          Map.entry("ArnLike", text(ConditionOperator::arnLike)),
          Map.entry("ArnNotEquals", text(ConditionOperator::arnLike).not()),
          Map.entry("ArnNotLike", text(ConditionOperator::arnLike).not()));

  static Optional<ConditionOperator> named(String name) {
    return Optional.ofNullable(OPERATORS.get(name));
  }

  private static ConditionOperator text(BiPredicate<String, String> matches) {
    return new ConditionOperator(false, false, matches);
  }

  private static ConditionOperator address() {
    return new ConditionOperator(false, true, ConditionOperator::inRange);
  }

  private ConditionOperator not() {
    return new ConditionOperator(!negated, comparesAddresses, matches);
  }

  private static boolean like(String value, String pattern) {
    return Wildcard.matches(pattern, value);
  }

  /** Each of the six parts on its own: a wildcard does not reach over a colon. */
  private static boolean arnLike(String value, String pattern) {
    var values = value.split(":", 6);
    var patterns = pattern.split(":", 6);
    if (values.length < 6 || patterns.length < 6) {
      return false;
    }
    for (int part = 0; part < 6; part++) {
      if (!Wildcard.matches(patterns[part], values[part])) {
        return false;
      }
    }
    return true;
  }

  /** A value that is no address is in no range. */
  private static boolean inRange(String value, String range) {
    try {
      return CidrBlock.parse(range).contains(CidrBlock.address(value));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
