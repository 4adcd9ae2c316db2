package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.waf.CidrBlock;
import io.portcullis.local.waf.IpSet;
import io.portcullis.local.waf.WebAcl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the template that the tour depends on.
 *
 * @param sources addresses that the firewall admits, the last of them for the flood alone
 * @param foreign an address that it does not admit, empty without an allow list
 */
record TourLimits(
    Customer first, List<String> sources, Optional<String> foreign, Optional<WebAcl.Rate> rate) {
  private static final int SOURCES = 64;

  /** Blocks for documentation (RFC 5737) and the benchmark block (RFC 2544). */
  private static final List<String> FOREIGN =
      List.of("203.0.113.7", "198.51.100.7", "192.0.2.7", "198.18.0.7");

  static TourLimits of(LocalFrontDoor door) {
    var customers = door.describe().customers();
    if (customers.isEmpty()) {
      throw new AssemblyException("the tour needs a customer, the environment has none");
    }
    var allowList = door.webAcl().flatMap(WebAcl::allowList);
    return new TourLimits(
        customers.get(0),
        allowList.map(TourLimits::admitted).orElseGet(() -> List.of("127.0.0.1")),
        allowList.flatMap(TourLimits::refused),
        door.webAcl().flatMap(WebAcl::rate));
  }

  private static List<String> admitted(IpSet set) {
    var addresses = new ArrayList<String>();
    for (int index = 1; index <= SOURCES; index++) {
      for (var block : set.blocks()) {
        var address = block.address(index).getHostAddress();
        if (!addresses.contains(address) && addresses.size() < SOURCES) {
          addresses.add(address);
        }
      }
    }
    return List.copyOf(addresses);
  }

  private static Optional<String> refused(IpSet set) {
    return FOREIGN.stream()
        .filter(address -> !set.contains(CidrBlock.address(address)))
        .findFirst();
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

  String floodSource() {
    return sources.get(sources.size() - 1);
  }

  /** The source of the tour's n-th call: spread, so that no call meets the rate rule early. */
  String source(int call) {
    var others = Math.max(1, sources.size() - 1);
    return sources.get(call % others);
  }
}
