package io.portcullis.test.attack;

import io.portcullis.local.waf.CidrBlock;
import io.portcullis.stacks.environment.CustomerConfig;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Addresses to call from, and the headers that simulate them on this machine.
 *
 * @param customers the first of them is whom the attacks are about
 */
record Places(List<String> denied, List<CustomerConfig> customers, boolean isPrivate) {
  /** Of ranges that are nobody's: for documentation (RFC 5737) and for benchmarks (RFC 2544). */
  private static final List<String> NOBODYS =
      List.of("192.0.2.7", "198.18.0.7", "198.51.100.7", "203.0.113.7");

  private static final String NO_ENDPOINT = "vpce-0badbadbadbadbad0";

  /** The n-th source at a place; places other than the caller's own have but one. */
  Map<String, String> headers(Place place, int n) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-portcullis-source-ip", address(place, n));
    if (place == Place.FOREIGN_ENDPOINT) {
      headers.put("x-portcullis-source-vpce", NO_ENDPOINT);
    } else if (isPrivate && place != Place.FOREIGN) {
      var owner = customers.get(place == Place.OTHER ? 1 : 0);
      owner.sourceVpcEndpoints().stream()
          .findFirst()
          .ifPresent(endpoint -> headers.put("x-portcullis-source-vpce", endpoint));
    }
    return headers;
  }

  String address(Place place, int n) {
    return switch (place) {
      case OWN, FOREIGN_ENDPOINT -> address(ranges(customers.get(0)), n);
      case OTHER -> address(ranges(customers.get(1)), n);
      case DENIED -> CidrBlock.parse(denied.get(0)).address(1).getHostAddress();
      case FOREIGN ->
          NOBODYS.stream().filter(address -> !isKnown(address)).findFirst().orElseThrow();
    };
  }

  private static String address(List<CidrBlock> ranges, int n) {
    var range = ranges.get(0);
    return range.address(1 + n % 100).getHostAddress();
  }

  /** Without this machine, which is everybody's. */
  private static List<CidrBlock> ranges(CustomerConfig customer) {
    return customer.sourceCidrs().stream()
        .filter(range -> !range.startsWith("127."))
        .map(CidrBlock::parse)
        .toList();
  }

  private boolean isKnown(String address) {
    InetAddress parsed = CidrBlock.address(address);
    return Stream.concat(
            denied.stream().map(CidrBlock::parse),
            customers.stream().flatMap(customer -> ranges(customer).stream()))
        .anyMatch(range -> range.contains(parsed));
  }
}
