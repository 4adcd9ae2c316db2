package io.portcullis.local.apigateway;

import io.portcullis.local.iam.AccessKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
   * @param authorized whether a function tells who calls ({@code CUSTOM})
   */
  public record Route(String method, String path, boolean signed, boolean authorized) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * A customer of the stage.
   *
   * @param keys that work, at least one
   * @param plan its numbers for a person
   * @param rate calls per second, zero if the plan has no throttle
   * @param burst calls at once, zero if the plan has no throttle
   * @param binding what the stage tells of it
   * @param accessKey of its first principal, if it has one
   */
  public record Customer(
      String name,
      List<ApiKey> keys,
      String plan,
      double rate,
      long burst,
      CallerBinding binding,
      Optional<AccessKey> accessKey) {

    /** The first of its keys. */
    public ApiKey key() {
      return keys.get(0);
    }
  }

  static ApiDescription of(
      Layers layers, Callers callers, boolean hasPolicy, List<String> notServed) {
    var routes = new ArrayList<Route>();
    var notes = new ArrayList<String>();
    for (var entry : layers.routes().all().entrySet()) {
      for (var method : entry.getValue().values()) {
        var authorized = layers.authorization().asksFunction(method);
        var route = new Route(method.httpMethod(), entry.getKey(), method.signed(), authorized);
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
    return new ApiDescription(
        List.copyOf(routes), customers(layers, callers), callers.keys(), List.copyOf(notes));
  }

  private static List<Customer> customers(Layers layers, Callers callers) {
    var subscriptions = new LinkedHashMap<String, List<Subscription>>();
    layers.plans().subscriptions().stream()
        .filter(subscription -> subscription.key().enabled())
        .forEach(
            subscription ->
                subscriptions
                    .computeIfAbsent(subscription.key().customer(), name -> new ArrayList<>())
                    .add(subscription));
    return subscriptions.values().stream().map(own -> customer(own, callers)).toList();
  }

  private static List<String> notes(Route route, Method method, boolean hasPolicy) {
    var notes = new ArrayList<String>();
    if (method.integration() instanceof Integration.NotModelled other) {
      notes.add("%s (integration %s, answers 500)".formatted(route, other.type()));
    }
    if (method.signed() && !hasPolicy) {
      notes.add(
          "%s (authorization AWS_IAM without a resource policy, refuses everybody)"
              .formatted(route));
    } else if (!method.signed() && !method.open() && !route.authorized()) {
      notes.add(
          "%s (authorization %s, refuses everybody)".formatted(route, method.authorizationType()));
    }
    return notes;
  }

  private static Customer customer(List<Subscription> subscriptions, Callers callers) {
    var subscription = subscriptions.get(0);
    var binding = callers.bindingOf(subscription.key());
    return new Customer(
        subscription.key().customer(),
        subscriptions.stream().map(Subscription::key).toList(),
        subscription.describe(),
        subscription.limit().map(Throttle.Limit::rate).orElse(0.0),
        subscription.limit().map(Throttle.Limit::burst).orElse(0L),
        binding,
        callers.keyOf(binding));
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
