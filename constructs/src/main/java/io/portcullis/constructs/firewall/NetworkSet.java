package io.portcullis.constructs.firewall;

import io.portcullis.constructs.customer.Cidr;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.wafv2.CfnIPSet;
import software.constructs.Construct;

/**
 * Networks under a name: an IP set for each address family that occurs. Without any network it is
 * one empty set, which nobody is in.
 */
final class NetworkSet extends Construct {
  private final List<CfnIPSet> ipSets = new ArrayList<>();

  NetworkSet(Construct scope, String id, String description, List<String> cidrs) {
    super(scope, id);
    var ipv4 = cidrs.stream().filter(cidr -> !Cidr.isIpv6(cidr)).toList();
    var ipv6 = cidrs.stream().filter(Cidr::isIpv6).toList();
    if (!ipv4.isEmpty() || ipv6.isEmpty()) {
      ipSets.add(ipSet("IPV4", description, ipv4));
    }
    if (!ipv6.isEmpty()) {
      ipSets.add(ipSet("IPV6", description, ipv6));
    }
  }

  List<CfnIPSet> getIpSets() {
    return List.copyOf(ipSets);
  }

  /** Matches whoever calls from one of the networks. */
  RuleStatement statement() {
    return RuleStatement.anyOf(ipSets.stream().map(RuleStatement::inSet).toList());
  }

  private CfnIPSet ipSet(String family, String description, List<String> cidrs) {
    return CfnIPSet.Builder.create(this, family)
        .description(description)
        .scope("REGIONAL")
        .ipAddressVersion(family)
        .addresses(cidrs.stream().distinct().sorted().toList())
        .build();
  }
}
