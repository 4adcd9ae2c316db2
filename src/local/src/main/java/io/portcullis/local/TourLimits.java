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
 * @param other customer, who signs as somebody else
 * @param sources that get through, the last of them for the flood alone
 * @param foreign a source that the firewall stops, empty without an allow list
 * @param denied a source that passes the firewall and not the resource policy
 */
record TourLimits(
    Route route,
    Customer first,
    Optional<Customer> other,
    List<Source> sources,
    Optional<Source> foreign,
    Optional<Source> denied,
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
            .filter(customer -> !route.signed() || customer.accessKey().isPresent())
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
            .filter(customer -> !customer.accessKey().equals(first.accessKey()))
            .findFirst(),
        entrances.admitted(SOURCES),
        entrances.stoppedByFirewall(),
        entrances.refusedByPolicy(),
        door.webAcl().flatMap(WebAcl::rate));
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
