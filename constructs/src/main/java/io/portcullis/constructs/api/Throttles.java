package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.apigateway.MethodDeploymentOptions;
import software.amazon.awscdk.services.apigateway.ThrottleSettings;

/**
 * How much a stage takes of all callers together: by default what the customers' plans allow in
 * sum, so that a plan which API Gateway applies with a delay costs the endpoint no more.
 */
final class Throttles {
  private Throttles() {}

  /** The sum of all plans; at least one call, since zero would mean no method at all. */
  static ThrottleSettings ofAll(List<Customer> customers) {
    return ThrottleSettings.builder()
        .rateLimit(sum(customers, Plan::rate))
        .burstLimit(sum(customers, Plan::burst))
        .build();
  }

  private static long sum(List<Customer> customers, ToIntFunction<Plan> limit) {
    return Math.max(1, customers.stream().map(Customer::plan).mapToInt(limit).asLongStream().sum());
  }

  /** A setting for a method replaces that of the stage as a whole, so each says everything. */
  static Map<String, MethodDeploymentOptions> methodOptions(InferenceApiProps props) {
    var options = new LinkedHashMap<String, MethodDeploymentOptions>();
    for (var route : props.routes()) {
      var throttle = props.throttles().get(route);
      options.put(
          "%s/%s".formatted(route.path(), route.method()),
          MethodDeploymentOptions.builder()
              .metricsEnabled(true)
              .throttlingRateLimit(throttle.getRateLimit())
              .throttlingBurstLimit(throttle.getBurstLimit())
              .build());
    }
    return options;
  }

  static void check(Map<InferenceRoute, ThrottleSettings> throttles, List<InferenceRoute> routes) {
    throttles.forEach(
        (route, throttle) -> {
          if (!routes.contains(route)) {
            throw new IllegalArgumentException(
                "'throttles' must be of the API's 'routes', got '%s'".formatted(route.name()));
          }
          if (!isPositive(throttle.getRateLimit()) || !isPositive(throttle.getBurstLimit())) {
            throw new IllegalArgumentException(
                "'throttles' must have a rate and a burst above zero, got '%s' and '%s' for '%s'"
                    .formatted(throttle.getRateLimit(), throttle.getBurstLimit(), route.name()));
          }
        });
  }

  private static boolean isPositive(Number number) {
    return number != null && (number.doubleValue() > 0 || Token.isUnresolved(number));
  }
}
