package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.ApiDescription.Route;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.waf.WebAcl;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the template that the tour depends on.
 *
 * @param route of chat completions
 * @param first customer, the one that the tour plays
 * @param other customer, whose keys do not go with the first one's identity
 * @param sources that get through, the last of them for the flood alone
 * @param foreign a source that the firewall stops, empty without an allow list
 * @param denied a source that passes the firewall and not the resource policy
 * @param another a source of another customer, that the function alone refuses
 */
record TourLimits(
    Route route,
    Customer first,
    Optional<Customer> other,
    List<Source> sources,
    Optional<Source> foreign,
    Optional<Source> denied,
    Optional<Source> another,
    Optional<WebAcl.Rate> rate) {
  private static final int SOURCES = 64;

  static TourLimits of(LocalFrontDoor door) {
    var description = door.describe();
    var route =
        description
            .chat()
            .orElseThrow(() -> new AssemblyException("the tour needs a route, the API has none"));
    var customers =
        description.customers().stream()
            .filter(customer -> canProve(customer, route, door))
            .toList();
    if (customers.isEmpty()) {
      throw new AssemblyException("the tour needs a customer, the environment has none");
    }
    var first = customers.get(0);
    var entrances = new Entrances(door.api(), first, route);
    return new TourLimits(
        route,
        first,
        customers.stream()
            .filter(customer -> !customer.name().equals(first.name()))
            .filter(customer -> route.authorized() || signsOtherwise(customer, first))
            .findFirst(),
        entrances.admitted(SOURCES),
        entrances.stoppedByFirewall(),
        entrances.refusedByPolicy(),
        description.customers().stream()
            .flatMap(customer -> entrances.ofAnother(customer.binding()).stream())
            .findFirst(),
        door.webAcl().flatMap(WebAcl::rate));
  }

  /** Whether there is something to prove the customer's identity with, if the route asks for it. */
  static boolean canProve(Customer customer, Route route, LocalFrontDoor door) {
    return (!route.signed() || customer.accessKey().isPresent())
        && (!route.authorized() || door.tokens().containsKey(customer.name()));
  }

  private static boolean signsOtherwise(Customer customer, Customer first) {
    return !customer.accessKey().equals(first.accessKey());
  }

  /** What proves the first customer's identity, empty if the route does not ask for it. */
  Optional<TourProof> proof(LocalFrontDoor door) {
    return route.authorized()
        ? Optional.of(new TourProof.Token(door.tokens().get(first.name())))
        : first.accessKey().filter(key -> route.signed()).map(TourProof.Signature::new);
  }

  String customer() {
    return first.name();
  }

  long burst() {
    return first.burst();
  }

  /** More than the burst, because the bucket fills again meanwhile. */
  int callsToThrottle() {
    return (int) (first.burst() + Math.ceil(first.rate() * 10) + 20);
  }

  /** Milliseconds in which the plan admits one more call. */
  long pause() {
    return first.rate() <= 0 ? 0 : (long) Math.ceil(1000 / first.rate());
  }

  Optional<WebAcl.Rate> firewallRate() {
    return rate;
  }

  Source floodSource() {
    return sources.get(sources.size() - 1);
  }

  /** The source of the tour's n-th call: spread, so that no call meets the rate rule early. */
  Source source(int call) {
    var others = Math.max(1, sources.size() - 1);
    return sources.get(call % others);
  }
}
