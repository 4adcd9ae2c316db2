package io.portcullis.stacks.customers;

import io.portcullis.constructs.customer.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done with the customers of one environment. */
final class Customers {
  private final List<Customer> inFile;
  private final ApiKeys keys;

  Customers(List<Customer> inFile, ApiKeys keys) {
    this.inFile = List.copyOf(inFile);
    this.keys = keys;
  }

  /** The stack that has an environment's API, and with it the keys. */
  static String stackName(String environment) {
    return "portcullis-%s-Gateway".formatted(environment);
  }

  List<CustomerEntry> all() {
    return CustomerEntry.all(inFile, keys.all());
  }

  /**
   * The value of a customer's key.
   *
   * @param key name of the key, needed if there are several
   */
  String value(String customer, Optional<String> key) {
    var deployed = deployed(customer);
    var wanted =
        deployed.stream().filter(some -> key.map(some.name()::equals).orElse(true)).toList();
    if (wanted.isEmpty()) {
      throw new ApiKeysException(
          "customer '%s' has no key '%s', it has %s"
              .formatted(customer, key.orElse(""), names(deployed)));
    }
    if (wanted.size() > 1) {
      throw new ApiKeysException(
          "customer '%s' has the keys %s, say which by --key".formatted(customer, names(wanted)));
    }
    return keys.value(wanted.get(0));
  }

  /**
   * Lets every key of a customer in, or none any more, and says so.
   *
   * @throws ApiKeysException if not all of them could be changed; the others are
   */
  String enable(String customer, boolean enabled) {
    var done = new ArrayList<ApiKey>();
    var failed = new ArrayList<String>();
    for (var key : deployed(customer)) {
      try {
        keys.enable(key, enabled);
        done.add(key);
      } catch (ApiKeysException e) {
        failed.add("%s, %s".formatted(key, e.getMessage()));
      }
    }
    if (!failed.isEmpty()) {
      throw new ApiKeysException(
          "%s of '%s' still %s: %s%s"
              .formatted(
                  failed.size() == 1 ? "1 key" : failed.size() + " keys",
                  customer,
                  enabled ? "blocked" : "active",
                  String.join("; ", failed),
                  done.isEmpty() ? "" : "; changed: " + list(done)));
    }
    return "%s '%s': %s".formatted(enabled ? "Unblocked" : "Blocked", customer, list(done));
  }

  private List<ApiKey> deployed(String customer) {
    var customers = all();
    var entry =
        customers.stream()
            .filter(some -> some.name().equals(customer))
            .findFirst()
            .orElseThrow(
                () ->
                    new ApiKeysException(
                        "there is no customer '%s', there are %s"
                            .formatted(
                                customer, customers.stream().map(CustomerEntry::name).toList())));
    if (entry.deployed().isEmpty()) {
      throw new ApiKeysException("customer '%s' has no key that is deployed".formatted(customer));
    }
    return entry.deployed();
  }

  private static String names(List<ApiKey> keys) {
    return keys.stream().map(ApiKey::name).collect(Collectors.joining(" and "));
  }

  private static String list(List<ApiKey> keys) {
    return keys.stream().map(key -> "key " + key).collect(Collectors.joining(", "));
  }
}
