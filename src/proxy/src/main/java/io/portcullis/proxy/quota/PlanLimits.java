package io.portcullis.proxy.quota;

import io.portcullis.binding.CustomerFields;
import io.portcullis.binding.PlanFields;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of a customer's plan that hold; there may be none. */
public record PlanLimits(List<Limit> limits) {
  public static final PlanLimits NONE = new PlanLimits(List.of());

  public PlanLimits {
    limits = List.copyOf(limits);
  }

  /**
   * Those of a customer, as the variables of the API's stage say.
   *
   * @throws RefusedException where its plan cannot be read: a call must not pass because of it
   */
  public static PlanLimits of(
      Map<String, String> stageVariables, Optional<CustomerFields> customer) {
    return customer
        .filter(fields -> fields.has("plan"))
        .map(fields -> ofPlan(stageVariables, fields))
        .orElse(NONE);
  }

  private static PlanLimits ofPlan(Map<String, String> stageVariables, CustomerFields fields) {
    var plans = fields.values("plan").toList();
    if (plans.size() != 1 || fields.unreadable("plan").findAny().isPresent()) {
      throw new RefusedException(RefusalCode.QUOTA_UNAVAILABLE);
    }
    try {
      return of(PlanFields.of(plans.get(0), stageVariables));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(RefusalCode.QUOTA_UNAVAILABLE);
    }
  }

  static PlanLimits of(PlanFields fields) {
    var limits = new ArrayList<Limit>();
    for (var measure : List.of(Measure.REQUESTS, Measure.TOKENS)) {
      for (var window : Window.values()) {
        fields
            .limit("%s_%s".formatted(measure.word(), window.word()))
            .ifPresent(most -> limits.add(new Limit(measure, window, most)));
      }
    }
    return new PlanLimits(limits);
  }
}
