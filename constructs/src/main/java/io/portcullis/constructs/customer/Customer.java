package io.portcullis.constructs.customer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who may call the gateway.
 *
 * @param name lower-case letters, digits and dashes, such as {@code acme}; it names resources, so
 *     changing it makes a new key
 * @param plan how much may be called
 * @param sourceCidrs IPv4 ranges that calls may come from, at least one; the firewall admits every
 *     customer from the ranges of all
 */
public record Customer(String name, Plan plan, List<String> sourceCidrs) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public Customer {
    requireNonNull(name, "'name' is required");
    requireNonNull(plan, "'plan' is required");
    requireNonNull(sourceCidrs, "'sourceCidrs' is required");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'name' must be a lower-case letter, then lower-case letters, digits and single dashes between them, got '%s'"
              .formatted(name));
    }
    if (sourceCidrs.isEmpty()) {
      throw new IllegalArgumentException(
          "'sourceCidrs' must have at least one range, customer '%s' has none".formatted(name));
    }
    sourceCidrs = List.copyOf(sourceCidrs);
    sourceCidrs.forEach(cidr -> Ipv4Cidr.require("sourceCidrs", cidr));
  }
}
