package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;

/**
 * Who may call, under the customer's name.
 *
 * @param plan name of a plan of the same environment
 * @param keys names of its API keys, one, or two for a change-over
 * @param sourceCidrs IPv4 and IPv6 ranges that calls may come from
 * @param sourceVpcEndpoints VPC endpoints for API Gateway that calls may come from
 * @param principals ARNs of the IAM roles and users that sign the customer's calls
 * @param subjects who calls as the customer, as the tokens of the issuer name them
 */
public record CustomerConfig(
    String plan,
    List<String> keys,
    List<String> sourceCidrs,
    List<String> sourceVpcEndpoints,
    List<String> principals,
    List<String> subjects) {
  Customer customer(String name, Plan limits) {
    return Customer.builder()
        .name(name)
        .plan(limits)
        .keys(keys)
        .sourceCidrs(sourceCidrs)
        .sourceVpcEndpoints(sourceVpcEndpoints)
        .principals(principals)
        .subjects(subjects)
        .build();
  }
}
