package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.ApiDescription.Route;
import io.portcullis.local.apigateway.CallerBinding;
import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.waf.CidrBlock;
import io.portcullis.local.waf.WebAcl;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where a customer can call a route: what the firewall's ranges, the resource policy and the
 * customer's own networks let in.
 */
final class Entrances {
  /** Blocks for documentation (RFC 5737) and the benchmark block (RFC 2544). */
  private static final List<String> FOREIGN =
      List.of("203.0.113.7", "198.51.100.7", "192.0.2.7", "198.18.0.7");

  private static final String LOOPBACK = "127.0.0.1";

  private final RestApi api;
  private final Customer customer;
  private final Route route;

  Entrances(RestApi api, Customer customer, Route route) {
    this.api = api;
    this.customer = customer;
    this.route = route;
  }

  /** At most {@code limit} sources that get through; this machine alone if none is known. */
  List<Source> admitted(int limit) {
    var sources =
        endpoints(customer.binding())
            .map(endpoint -> from(endpoint, limit))
            .filter(found -> !found.isEmpty())
            .findFirst();
    return sources.orElseGet(() -> List.of(source(LOOPBACK)));
  }

  private List<Source> from(Optional<String> endpoint, int limit) {
    return addresses(ranges(customer.binding()), limit).stream()
        .map(address -> source(address, endpoint))
        .filter(source -> reachesFunction(source) && customer.binding().admits(source))
        .limit(limit)
        .toList();
  }

  /** A source that the firewall stops by its address, empty if it lets every one in. */
  Optional<Source> stoppedByFirewall() {
    return FOREIGN.stream()
        .map(Entrances::source)
        .filter(source -> !passesFirewall(source))
        .findFirst();
  }

  /** A source that passes the firewall, and that the resource policy refuses. */
  Optional<Source> refusedByPolicy() {
    var near = addresses(ranges(customer.binding()), 1).stream().map(Source::of);
    return Stream.concat(FOREIGN.stream().map(Entrances::source), near)
        .filter(source -> passesFirewall(source) && !api.admits(customer, route, source))
        .findFirst();
  }

  /** A source of another customer, that the function alone refuses. */
  Optional<Source> ofAnother(CallerBinding other) {
    if (!customer.binding().namesNetwork() || !other.namesNetwork()) {
      return Optional.empty();
    }
    return endpoints(other)
        .flatMap(endpoint -> addresses(ranges(other), 1).stream().map(it -> source(it, endpoint)))
        .filter(source -> other.admits(source) && !customer.binding().admits(source))
        .filter(this::reachesFunction)
        .findFirst();
  }

  private boolean reachesFunction(Source source) {
    return passesFirewall(source) && api.admits(customer, route, source);
  }

  private boolean passesFirewall(Source source) {
    return api.webAcl().map(acl -> acl.admits(source.address())).orElse(true);
  }

  /** Those that are named; else none, and each one that the resource policy compares with. */
  private Stream<Optional<String>> endpoints(CallerBinding binding) {
    if (!binding.vpcEndpoints().isEmpty()) {
      return binding.vpcEndpoints().stream().map(Optional::of);
    }
    return Stream.concat(
        Stream.of(Optional.empty()),
        api.policyValues("aws:SourceVpce").stream()
            .filter(id -> id.startsWith("vpce-"))
            .map(Optional::of));
  }

  /** This machine's, and the first of every range in turn. */
  private static LinkedHashSet<InetAddress> addresses(List<CidrBlock> ranges, int limit) {
    var addresses = new LinkedHashSet<InetAddress>();
    addresses.add(CidrBlock.address(LOOPBACK));
    for (int index = 0; index < limit; index++) {
      for (var range : ranges) {
        addresses.add(range.address(index + 1L));
      }
    }
    return addresses;
  }

  /** Those that are named; else the firewall's, else the resource policy's. */
  private List<CidrBlock> ranges(CallerBinding binding) {
    if (!binding.ranges().isEmpty()) {
      return binding.ranges();
    }
    var allowList = api.webAcl().flatMap(WebAcl::allowList);
    if (allowList.isPresent()) {
      return allowList.get().blocks();
    }
    return Stream.of("aws:SourceIp", "aws:VpcSourceIp")
        .flatMap(key -> api.policyValues(key).stream())
        .map(CidrBlock::parse)
        .toList();
  }

  private static Source source(InetAddress address, Optional<String> endpoint) {
    var source = Source.of(address);
    return endpoint.map(source::through).orElse(source);
  }

  private static Source source(String address) {
    return Source.of(CidrBlock.address(address));
  }
}
