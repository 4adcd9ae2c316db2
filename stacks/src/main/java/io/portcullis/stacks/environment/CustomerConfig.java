package io.portcullis.stacks.environment;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.List;

/**
 * Who may call, under the customer's name.
 *
 * @param plan name of a plan of the same environment
 * @param sourceCidrs IPv4 and IPv6 ranges that calls may come from
 * @param sourceVpcEndpoints VPC endpoints for API Gateway that calls may come from
 * @param principals ARNs of the IAM roles and users that sign the customer's calls
 */
public record CustomerConfig(
    String plan,
    List<String> sourceCidrs,
    List<String> sourceVpcEndpoints,
    List<String> principals) {
  Customer customer(String name, Plan limits) {
    return Customer.builder()
        .name(name)
        .plan(limits)
        .sourceCidrs(sourceCidrs)
        .sourceVpcEndpoints(sourceVpcEndpoints)
        .principals(principals)
        .build();
  }
}
