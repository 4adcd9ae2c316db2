package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Customer;
import io.portcullis.constructs.customer.Plan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;

/** What the customers of one API must be, and may not be, beside each other. */
final class CustomerRules {
  private CustomerRules() {}

  static void check(
      List<Customer> customers, AuthorizationType authorization, EndpointType endpointType) {
    names(customers);
    plans(customers);
    principals(customers);
    subjects(customers);
    for (var customer : customers) {
      identity(customer, authorization);
      network(customer, endpointType);
    }
  }

  private static void names(List<Customer> customers) {
    var names = new HashSet<String>();
    for (var customer : customers) {
      var name = customer.name();
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "'customers' must have different names, got '%s' twice".formatted(name));
      }
      if (name.length() > CallerBinding.LONGEST_NAME) {
        throw new IllegalArgumentException(
            "'customers' must have names of at most %d characters, got '%s'"
                .formatted(CallerBinding.LONGEST_NAME, name));
      }
    }
  }

  private static void plans(List<Customer> customers) {
    var plans = new HashMap<String, Plan>();
    for (var customer : customers) {
      var plan = customer.plan();
      if (!plans.computeIfAbsent(plan.name(), name -> plan).equals(plan)) {
        throw new IllegalArgumentException(
            "'plan' must have the same limits for every customer, customer '%s' has others for '%s'"
                .formatted(customer.name(), plan.name()));
      }
      if (plan.name().length() > PlanLimits.LONGEST_NAME) {
        throw new IllegalArgumentException(
            "'plan' must have a name of at most %d characters, got '%s'"
                .formatted(PlanLimits.LONGEST_NAME, plan.name()));
      }
    }
  }

  /** Of a principal that two customers have, no key could be told to be its own. */
  private static void principals(List<Customer> customers) {
    var owners = new HashMap<String, String>();
    for (var customer : customers) {
      for (var arn : customer.principals()) {
        var principal = Token.isUnresolved(arn) ? arn : BindingField.shortened(arn);
        alone("principals", owners, principal, arn, customer);
      }
    }
  }

  private static void subjects(List<Customer> customers) {
    var owners = new HashMap<String, String>();
    for (var customer : customers) {
      for (var subject : customer.subjects()) {
        alone("subjects", owners, subject, subject, customer);
      }
    }
  }

  private static void identity(Customer customer, AuthorizationType authorization) {
    var signs = authorization == AuthorizationType.IAM;
    if (signs && customer.principals().isEmpty()) {
      throw new IllegalArgumentException(
          "'principals' must name at least one role or user, customer '%s' has none, add one or set 'authorizationType' to NONE"
              .formatted(customer.name()));
    }
    if (!signs && !customer.principals().isEmpty()) {
      throw new IllegalArgumentException(
          "'principals' need the authorization type IAM, customer '%s' has some"
              .formatted(customer.name()));
    }
    var isAsked = authorization == AuthorizationType.CUSTOM;
    if (isAsked && customer.subjects().isEmpty()) {
      throw new IllegalArgumentException(
          "'subjects' must name at least one where there is an 'authorizer', customer '%s' has none"
              .formatted(customer.name()));
    }
    if (!isAsked && !customer.subjects().isEmpty()) {
      throw new IllegalArgumentException(
          "'subjects' need an 'authorizer', customer '%s' has some".formatted(customer.name()));
    }
  }

  private static void alone(
      String property,
      Map<String, String> owners,
      String identity,
      String shown,
      Customer customer) {
    var owner = owners.putIfAbsent(identity, customer.name());
    if (owner != null && !owner.equals(customer.name())) {
      throw new IllegalArgumentException(
          "'%s' must be of one customer alone, '%s' and '%s' both have '%s'"
              .formatted(property, owner, customer.name(), shown));
    }
  }

  /** AWS tells the VPC endpoint of a call to private APIs alone. */
  private static void network(Customer customer, EndpointType endpointType) {
    var named = !customer.sourceVpcEndpoints().isEmpty();
    if (endpointType == EndpointType.PRIVATE && !named) {
      throw new IllegalArgumentException(
          "'sourceVpcEndpoints' must name at least one for the endpoint type PRIVATE, customer '%s' has none"
              .formatted(customer.name()));
    }
    if (endpointType == EndpointType.REGIONAL && named) {
      throw new IllegalArgumentException(
          "'sourceVpcEndpoints' need the endpoint type PRIVATE, customer '%s' has some"
              .formatted(customer.name()));
    }
  }
}
