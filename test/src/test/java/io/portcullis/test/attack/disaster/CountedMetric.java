package io.portcullis.test.attack.disaster;

import io.portcullis.test.attack.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The metrics that are known from who answered the calls. */
final class CountedMetric {
  private CountedMetric() {}

  /**
   * The answers that a metric counts, empty if it counts something else.
   *
   * @param caller customer whose calls they are
   */
  static Optional<Predicate<Outcome>> of(
      String namespace, String name, Map<String, String> dimensions, String caller) {
    if (namespace.equals("AWS/WAFV2") && name.equals("BlockedRequests")) {
      return Optional.of(outcome -> outcome.enforcer().equals("web ACL"));
    }
    if (!namespace.equals("Portcullis")) {
      return Optional.empty();
    }
    var layer = dimensions.getOrDefault("Layer", "");
    return switch (name) {
      case "Refused" ->
          Optional.of(
              dimensions.containsKey("ApiId")
                  ? outcome -> ofApiGateway(outcome) && is(outcome, layer) && !isThrottling(outcome)
                  : outcome -> outcome.enforcer().equals("proxy") && is(outcome, layer));
      case "Throttled" -> Optional.of(o -> ofApiGateway(o) && isThrottling(o));
      case "Calls" ->
          Optional.of(
              outcome -> caller.equals(dimensions.get("Customer")) && reachedTheProxy(outcome));
      default -> Optional.empty();
    };
  }

  private static boolean ofApiGateway(Outcome outcome) {
    return outcome.enforcer().equals("API Gateway") || outcome.enforcer().equals("authorizer");
  }

  private static boolean is(Outcome outcome, String layer) {
    return outcome.layer().equals(layer);
  }

  private static boolean isThrottling(Outcome outcome) {
    return outcome.status() == 429;
  }

  private static boolean reachedTheProxy(Outcome outcome) {
    return !outcome.isRefusal() || outcome.enforcer().equals("proxy");
  }
}
