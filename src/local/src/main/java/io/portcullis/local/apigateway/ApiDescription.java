package io.portcullis.local.apigateway;

import io.portcullis.local.iam.AccessKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a stage serves.
 *
 * @param routes of all methods
 * @param customers with a key that works
 * @param principals that are played, each by its key
 * @param notModelled what answers otherwise than on AWS, and why
 */
public record ApiDescription(
    List<Route> routes,
    List<Customer> customers,
    List<AccessKey> principals,
    List<String> notModelled) {

  /**
   * A method of a path.
   *
   * @param signed whether its calls are signed ({@code AWS_IAM})
   */
  public record Route(String method, String path, boolean signed) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * A customer of the stage.
   *
   * @param plan its numbers for a person
   * @param rate calls per second, zero if the plan has no throttle
   * @param burst calls at once, zero if the plan has no throttle
   * @param accessKey of its first principal, if the stage binds one to its API key
   */
  public record Customer(
      String name,
      ApiKey key,
      String plan,
      double rate,
      long burst,
      Optional<AccessKey> accessKey) {}

  static ApiDescription of(
      Layers layers, Callers callers, boolean hasPolicy, List<String> notServed) {
    var routes = new ArrayList<Route>();
    var notes = new ArrayList<String>();
    for (var entry : layers.routes().all().entrySet()) {
      for (var method : entry.getValue().values()) {
        var route = new Route(method.httpMethod(), entry.getKey(), method.signed());
        routes.add(route);
        notes.addAll(notes(route, method, hasPolicy));
      }
    }
    if (routes.stream().anyMatch(Route::signed)) {
      notes.add("signatures in the query string (only the header Authorization is looked at)");
      notes.add("session tokens (a role's session signs without one)");
      notes.add(
          "identity-based policies (callers of the API's account have none, others' allow the call)");
    }
    notes.addAll(notServed);
    var customers =
        layers.plans().subscriptions().stream()
            .filter(subscription -> subscription.key().enabled())
            .map(subscription -> customer(subscription, callers))
            .toList();
    return new ApiDescription(List.copyOf(routes), customers, callers.keys(), List.copyOf(notes));
  }

  private static List<String> notes(Route route, Method method, boolean hasPolicy) {
    var notes = new ArrayList<String>();
    if (method.integration() instanceof Integration.NotModelled other) {
      notes.add("%s (integration %s, answers 500)".formatted(route, other.type()));
    } else if (method.integration() instanceof Integration.LambdaProxy proxy && proxy.streamed()) {
      notes.add("%s (streamed on AWS, buffered here)".formatted(route));
    }
    if (method.signed() && !hasPolicy) {
      notes.add(
          "%s (authorization AWS_IAM without a resource policy, refuses everybody)"
              .formatted(route));
    } else if (!method.signed() && !method.open()) {
      notes.add(
          "%s (authorization %s, refuses everybody)".formatted(route, method.authorizationType()));
    }
    return notes;
  }

  private static Customer customer(Subscription subscription, Callers callers) {
    return new Customer(
        subscription.key().customer(),
        subscription.key(),
        subscription.describe(),
        subscription.limit().map(Throttle.Limit::rate).orElse(0.0),
        subscription.limit().map(Throttle.Limit::burst).orElse(0L),
        callers.keyOf(subscription.key()));
  }

  /** The route of chat completions, else the first one that takes a body. */
  public Optional<Route> chat() {
    return routes.stream()
        .filter(
            route -> route.path().endsWith("/chat/completions") && route.method().equals("POST"))
        .findFirst()
        .or(() -> routes.stream().filter(route -> route.method().equals("POST")).findFirst())
        .or(() -> routes.stream().findFirst());
  }
}
