package io.portcullis.local.apigateway;

import java.util.ArrayList;
import java.util.List;

/**
 * What a stage serves.
 *
 * @param routes as {@code POST /v1/chat/completions}
 * @param customers with a key that works
 * @param notModelled routes that answer otherwise than on AWS, and why
 */
public record ApiDescription(
    List<String> routes, List<Customer> customers, List<String> notModelled) {

  /**
   * A customer of the stage.
   *
   * @param plan its numbers for a person
   * @param rate calls per second, zero if the plan has no throttle
   * @param burst calls at once, zero if the plan has no throttle
   */
  public record Customer(String name, ApiKey key, String plan, double rate, long burst) {}

  static ApiDescription of(Routes routes, UsagePlans plans) {
    var notes = new ArrayList<String>();
    routes
        .all()
        .forEach(
            (route, method) -> {
              if (method.integration() instanceof Integration.NotModelled other) {
                notes.add("%s (integration %s, answers 500)".formatted(route, other.type()));
              } else if (method.integration() instanceof Integration.LambdaProxy proxy
                  && proxy.streamed()) {
                notes.add("%s (streamed on AWS, buffered here)".formatted(route));
              }
              if (!method.authorizationType().equals("NONE")) {
                notes.add(
                    "%s (authorization %s, refuses everybody)"
                        .formatted(route, method.authorizationType()));
              }
            });
    var customers =
        plans.subscriptions().stream()
            .filter(subscription -> subscription.key().enabled())
            .map(ApiDescription::customer)
            .toList();
    return new ApiDescription(List.copyOf(routes.all().keySet()), customers, List.copyOf(notes));
  }

  private static Customer customer(Subscription subscription) {
    return new Customer(
        subscription.key().customer(),
        subscription.key(),
        subscription.describe(),
        subscription.limit().map(Throttle.Limit::rate).orElse(0.0),
        subscription.limit().map(Throttle.Limit::burst).orElse(0L));
  }
}
