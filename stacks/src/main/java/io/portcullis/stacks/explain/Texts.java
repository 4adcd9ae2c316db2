package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers, times and lists as a person reads them. */
final class Texts {
  private static final Map<Integer, String> PERIODS =
      Map.of(60, "minute", 3600, "hour", 86_400, "day");

  private Texts() {}

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  static String money(double usd) {
    return String.format(Locale.ROOT, "$%,.2f", usd);
  }

  /** A count and its noun, {@code 1 rule} or {@code 3 rules}. */
  static String count(int count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A length of time in the largest unit that divides it, {@code 5 minutes}. */
  static String seconds(long seconds) {
    for (var unit : List.of(86_400, 3600, 60)) {
      if (seconds >= unit && seconds % unit == 0) {
        return count((int) (seconds / unit), PERIODS.get(unit));
      }
    }
    return seconds + " s";
  }

  static String days(int days) {
    return days % 365 == 0 && days > 0 ? count(days / 365, "year") : count(days, "day");
  }

  static String list(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    var texts = new ArrayList<String>();
    value.forEach(text -> texts.add(text.asText()));
    return list(texts);
  }

  static String list(Collection<String> texts) {
    return String.join(", ", texts);
  }

  /** {@code a, b and c}. */
  static String sentence(Collection<String> texts) {
    var list = new ArrayList<>(texts);
    if (list.size() < 2) {
      return list(list);
    }
    return list(list.subList(0, list.size() - 1)) + " and " + list.get(list.size() - 1);
  }

  /** {@code role acme of 333333333333} of an IAM ARN, or what it is if it is none. */
  static String principal(String arn) {
    var parts = arn.split("[:/]");
    if (!arn.startsWith("arn:") || parts.length < 6) {
      return arn;
    }
    return parts[5].equals("*")
        ? "everyone of " + parts[4]
        : "%s %s of %s".formatted(parts[5], parts[parts.length - 1], parts[4]);
  }

  /** The first two of them, and how many more there are. */
  static String few(List<String> texts) {
    return texts.size() <= 3
        ? list(texts)
        : "%s and %d more".formatted(list(texts.subList(0, 2)), texts.size() - 2);
  }
}
