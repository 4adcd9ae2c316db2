package io.portcullis.proxy.identity;

import io.portcullis.binding.CustomerFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer as the variables of the API's stage describe it: its keys, who may use them, and from
 * where.
 *
 * @param fields of which one that cannot be read admits nobody, yet asks for what it names
 * @param keys of the fields those that every call looks for among all customers
 */
record BoundCustomer(CustomerFields fields, List<String> keys) {
  static BoundCustomer of(CustomerFields fields) {
    return new BoundCustomer(fields, fields.values("key").toList());
  }

  String name() {
    return fields.customer();
  }

  boolean owns(String apiKeyId) {
    return keys.contains(apiKeyId);
  }

  /** Whether its keys work together with an identity alone. */
  boolean isIdentified() {
    return fields.has("principal") || fields.has("subject");
  }

  boolean signsAs(Principal principal) {
    return fields
        .principals()
        .map(Principal::ofBinding)
        .flatMap(Optional::stream)
        .anyMatch(principal::equals);
  }

  /**
   * Whether a call may come from there. A range beside a VPC endpoint narrows it; a customer
   * without either may not call at all.
   */
  boolean admits(CallSource source) {
    var endpointAdmits =
        !fields.has("vpce")
            || source
                .vpcEndpoint()
                .filter(id -> fields.values("vpce").anyMatch(id::equals))
                .isPresent();
    var rangeAdmits =
        !fields.has("cidr")
            || source
                .address()
                .filter(address -> ranges().anyMatch(r -> r.contains(address)))
                .isPresent();
    return (fields.has("vpce") || fields.has("cidr")) && endpointAdmits && rangeAdmits;
  }

  private Stream<AddressRange> ranges() {
    return fields.values("cidr").map(AddressRange::of).flatMap(Optional::stream);
  }
}
