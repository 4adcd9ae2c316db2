package io.portcullis.stacks;

import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.stacks.environment.Environments;
import java.nio.file.Path;

/** Prints the environments, one a line: name, account, Region, customers. */
public final class ListEnvironments {
  private static final String ROW = "%-16s %-14s %-16s %s%n";

  private ListEnvironments() {}

  public static void main(String[] args) {
    try {
      var environments = new Environments(Path.of("environments")).all();
      System.out.printf(ROW, "environment", "account", "region", "customers");
      environments.forEach(ListEnvironments::print);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void print(DeploymentEnvironment environment) {
    var config = environment.config();
    var customers = config.gatewayCustomers().stream().map(customer -> customer.name()).toList();
    System.out.printf(
        ROW,
        environment.name(),
        config.account(),
        config.region(),
        customers.isEmpty() ? "none" : String.join(", ", customers));
  }
}
