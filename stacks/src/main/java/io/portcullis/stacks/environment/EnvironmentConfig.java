package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What differs from one environment to another. Everything else is the same everywhere and lives in
 * the stacks.
 *
 * @param account AWS account, twelve digits
 * @param region AWS Region, such as {@code eu-west-1}; the endpoint must be in the same
 * @param availabilityZones zones of the network, each of the Region and offered by the PrivateLink
 *     service
 * @param endpoint the Hugging Face Inference Endpoint
 * @param token how the Hugging Face token is kept
 * @param firewall limits of the firewall
 * @param plans how much may be called, by name
 * @param customers who may call, by name
 * @param logRetention time that log lines are kept
 * @param retainData whether the key, the token, the table and the logs survive the deletion of
 *     their stack
 */
public record EnvironmentConfig(
    String account,
    String region,
    List<String> availabilityZones,
    EndpointConfig endpoint,
    TokenConfig token,
    FirewallConfig firewall,
    Map<String, PlanConfig> plans,
    Map<String, CustomerConfig> customers,
    RetentionDays logRetention,
    boolean retainData) {

  public EnvironmentConfig {
    Rule.require(account.matches("\\d{12}"), "account", "must have twelve digits", account);
    Rule.require(
        region.matches("[a-z]{2}(-[a-z]+)+-\\d"), "region", "must be an AWS Region", region);
    availabilityZones = List.copyOf(availabilityZones);
    Rule.require(
        !availabilityZones.isEmpty(), "availabilityZones", "must have at least one zone", "[]");
    for (var zone : availabilityZones) {
      Rule.require(
          zone.matches(region + "[a-z]"),
          "availabilityZones",
          "must be zones of the Region %s".formatted(region),
          zone);
    }
    plans = Map.copyOf(plans);
    customers = Map.copyOf(customers);
    plans.forEach((name, plan) -> Rule.check("plans." + name, () -> plan.plan(name)));
    for (var customer : customers.entrySet()) {
      Rule.require(
          plans.containsKey(customer.getValue().plan()),
          "customers.%s.plan".formatted(customer.getKey()),
          "must be one of the plans %s".formatted(new TreeMap<>(plans).keySet()),
          customer.getValue().plan());
      var plan = plan(plans, customer.getValue());
      Rule.check(
          "customers." + customer.getKey(),
          () -> customer.getValue().customer(customer.getKey(), plan));
    }
  }

  /** The customers with their plans, in the order of their names. */
  public List<Customer> gatewayCustomers() {
    return new TreeMap<>(customers)
        .entrySet().stream()
            .map(
                customer ->
                    customer
                        .getValue()
                        .customer(customer.getKey(), plan(plans, customer.getValue())))
            .toList();
  }

  private static Plan plan(Map<String, PlanConfig> plans, CustomerConfig customer) {
    return plans.get(customer.plan()).plan(customer.plan());
  }
}
