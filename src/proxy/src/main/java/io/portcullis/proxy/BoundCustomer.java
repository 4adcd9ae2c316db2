package io.portcullis.proxy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A customer as the variables of the API's stage describe it: its keys, who may use them, and from
 * where.
 *
 * @param fields such as {@code key=<id>} and {@code cidr=203.0.113.0/24}, in any order; one that
 *     cannot be read admits nobody, yet asks for what it names
 */
record BoundCustomer(String name, List<String> fields) {
  BoundCustomer {
    fields = List.copyOf(fields);
  }

  boolean owns(String apiKeyId) {
    return values("key").anyMatch(apiKeyId::equals);
  }

  /** Whether its keys work together with an identity alone. */
  boolean isIdentified() {
    return has("principal") || has("subject");
  }

  boolean signsAs(Principal principal) {
    return values("principal")
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
        !has("vpce")
            || source.vpcEndpoint().filter(id -> values("vpce").anyMatch(id::equals)).isPresent();
    var rangeAdmits =
        !has("cidr")
            || source
                .address()
                .filter(address -> ranges().anyMatch(r -> r.contains(address)))
                .isPresent();
    return (has("vpce") || has("cidr")) && endpointAdmits && rangeAdmits;
  }

  private Stream<AddressRange> ranges() {
    return values("cidr").map(AddressRange::of).flatMap(Optional::stream);
  }

  private boolean has(String field) {
    return raw(field).findAny().isPresent();
  }

  private Stream<String> values(String field) {
    return raw(field).map(EscapedText::decode).flatMap(Optional::stream);
  }

  private Stream<String> raw(String field) {
    return fields.stream()
        .filter(text -> text.startsWith(field + "="))
        .map(text -> text.substring(field.length() + 1));
  }
}
