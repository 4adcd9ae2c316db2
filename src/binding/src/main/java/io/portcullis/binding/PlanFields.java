package io.portcullis.binding;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The limits of one plan that hold, such as {@code requests_minute=60&tokens_day=5000000}. They
 * stand in a stage variable that is named after the plan, {@code PLAN_STANDARD}, with underscores
 * for dashes; a plan without limits has none.
 *
 * @param limits by name, at least 1 each
 */
public record PlanFields(Map<String, Long> limits) {
  /** Every limit that a plan may have. */
  public static final Set<String> NAMES =
      Set.of(
          "requests_minute",
          "requests_day",
          "requests_month",
          "tokens_minute",
          "tokens_day",
          "tokens_month");

  private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  private static final Pattern FIELD = Pattern.compile("([a-z_]+)=([1-9][0-9]{0,11})");

  public PlanFields {
    limits = Map.copyOf(limits);
  }

  /**
   * Those of a plan; none, where there is no such variable.
   *
   * @throws IllegalArgumentException if the plan can have no variable, or its variable cannot be
   *     read in full: what is left of it would let more pass than the plan does
   */
  public static PlanFields of(String plan, Map<String, String> stageVariables) {
    var name = variable(plan);
    var limits = new HashMap<String, Long>();
    var value = stageVariables.get(name);
    if (value == null) {
      return new PlanFields(limits);
    }
    for (var text : value.split("&", -1)) {
      var field = FIELD.matcher(text);
      if (!field.matches()
          || !NAMES.contains(field.group(1))
          || limits.put(field.group(1), Long.valueOf(field.group(2))) != null) {
        throw new IllegalArgumentException(
            "'%s' must be limits such as requests_minute=60, each once, got '%s'"
                .formatted(name, text));
      }
    }
    return new PlanFields(limits);
  }

  /** The limit of that name, one of {@link #NAMES}; empty where the plan does not limit it. */
  public OptionalLong limit(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "'name' must be one of a plan's limits, got '%s'".formatted(name));
    }
    var limit = limits.get(name);
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /** Different for every plan, since names have no underscores. */
  private static String variable(String plan) {
    if (!PLAN.matcher(plan).matches()) {
      throw new IllegalArgumentException(
          "'plan' must be the name of a plan, got '%s'".formatted(plan));
    }
    return "PLAN_" + plan.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
