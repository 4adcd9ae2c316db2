package io.portcullis.stacks.customers;

import io.portcullis.constructs.customer.Customer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A customer by both accounts.
 *
 * @param name the customer's name
 * @param inFile what the environment's file says of it; nothing if only keys are left of it
 * @param keys its keys, those of the file first
 */
record CustomerEntry(String name, Optional<Customer> inFile, List<KeyEntry> keys) {

  /**
   * A key by both accounts.
   *
   * @param name its name among the customer's keys
   * @param inFile whether the environment's file names it
   * @param deployed the key itself; nothing if it is not deployed
   */
  record KeyEntry(String name, boolean inFile, Optional<ApiKey> deployed) {
    /** Such as {@code blocked}. */
    String state() {
      return deployed.map(key -> key.enabled() ? "active" : "blocked").orElse("not deployed");
    }
  }

  /** Every customer of the file and every one that has a key, in the order of their names. */
  static List<CustomerEntry> all(Collection<Customer> inFile, Collection<ApiKey> deployed) {
    var named = new TreeMap<String, Optional<Customer>>();
    deployed.forEach(key -> named.put(key.customer(), Optional.empty()));
    inFile.forEach(customer -> named.put(customer.name(), Optional.of(customer)));
    return named.entrySet().stream()
        .map(
            customer ->
                new CustomerEntry(
                    customer.getKey(),
                    customer.getValue(),
                    keys(
                        customer.getValue().map(Customer::keys).orElse(List.of()),
                        deployed.stream()
                            .filter(key -> key.customer().equals(customer.getKey()))
                            .toList())))
        .toList();
  }

  /** The keys that are deployed. */
  List<ApiKey> deployed() {
    return keys.stream().flatMap(key -> key.deployed().stream()).toList();
  }

  private static List<KeyEntry> keys(List<String> inFile, List<ApiKey> deployed) {
    var entries = new ArrayList<KeyEntry>();
    inFile.forEach(name -> entries.add(new KeyEntry(name, true, named(name, deployed))));
    deployed.stream()
        .filter(key -> !inFile.contains(key.name()))
        .map(key -> new KeyEntry(key.name(), false, Optional.of(key)))
        .forEach(entries::add);
    return entries;
  }

  private static Optional<ApiKey> named(String name, List<ApiKey> deployed) {
    return deployed.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  Stream<String> networks() {
    return inFile.stream()
        .flatMap(
            customer ->
                Stream.of(customer.sourceCidrs(), customer.sourceVpcEndpoints())
                    .flatMap(List::stream));
  }

  Stream<String> identities() {
    return inFile.stream()
        .flatMap(
            customer ->
                Stream.of(customer.subjects(), customer.principals()).flatMap(List::stream));
  }
}
