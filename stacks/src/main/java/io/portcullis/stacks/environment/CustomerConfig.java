package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;

/**
 * Who may call, under the customer's name.
 *
 * @param plan name of a plan of the same environment
 * @param sourceCidrs IPv4 ranges that calls may come from, at least one; the firewall admits every
 *     customer from the ranges of all
 */
public record CustomerConfig(String plan, List<String> sourceCidrs) {
  Customer customer(String name, Plan limits) {
    return Customer.builder().name(name).plan(limits).sourceCidrs(sourceCidrs).build();
  }
}
