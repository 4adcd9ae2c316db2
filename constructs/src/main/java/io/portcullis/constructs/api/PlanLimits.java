package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import io.portcullis.constructs.customer.Quota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells the proxy what each plan holds customers to, by variables of the API's stage: {@code
 * PLAN_STANDARD} with the value {@code requests_minute=60&tokens_day=5000000}, in which a limit
 * that a plan does not have is left out. {@link CallerBinding} says whose plan it is.
 */
final class PlanLimits {
  private static final String PREFIX = "PLAN_";

  /** "Quotas for configuring and running a REST API in API Gateway". */
  static final int LONGEST_NAME = 64 - PREFIX.length();

  private PlanLimits() {}

  /** One for each plan that limits anything, by names that differ as those of the plans do. */
  static Map<String, String> variables(List<Customer> customers) {
    var variables = new LinkedHashMap<String, String>();
    for (var customer : customers) {
      var limits = limits(customer.plan());
      if (!limits.isEmpty()) {
        variables.put(variable(customer.plan()), String.join("&", limits));
      }
    }
    return variables;
  }

  private static String variable(Plan plan) {
    return PREFIX + plan.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static List<String> limits(Plan plan) {
    var limits = new ArrayList<String>();
    limits.addAll(limits("requests", plan.requests()));
    limits.addAll(limits("tokens", plan.tokens()));
    return limits;
  }

  private static List<String> limits(String unit, Quota quota) {
    var windows = new LinkedHashMap<String, Integer>();
    windows.put("minute", quota.perMinute());
    windows.put("day", quota.perDay());
    windows.put("month", quota.perMonth());
    return windows.entrySet().stream()
        .filter(window -> window.getValue() > 0)
        .map(window -> "%s_%s=%d".formatted(unit, window.getKey(), window.getValue()))
        .toList();
  }
}
