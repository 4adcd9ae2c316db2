package io.portcullis.constructs.customer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * Who may call the gateway, with what and from where. Create it with {@link #builder()}; the
 * record's own constructor changes with every new property.
 */
public record Customer(
    String name,
    Plan plan,
    List<String> sourceCidrs,
    List<String> sourceVpcEndpoints,
    List<String> principals) {
  private static final Pattern VPC_ENDPOINT = Pattern.compile("vpce-[0-9a-f]{8,17}");

  /** Without the {@code +}, {@code @} and comma of IAM names, which no stage variable can hold. */
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:(role|user)/[A-Za-z0-9_.=/-]*[A-Za-z0-9_.=-]");

  public Customer {
    requireNonNull(name, "'name' is required");
    requireNonNull(plan, "'plan' is required");
    Name.require("name", name);
    sourceCidrs = List.copyOf(sourceCidrs);
    sourceVpcEndpoints = List.copyOf(sourceVpcEndpoints);
    principals = List.copyOf(principals);
    if (sourceCidrs.isEmpty() && sourceVpcEndpoints.isEmpty()) {
      throw new IllegalArgumentException(
          "'sourceCidrs' must have at least one range where there is no VPC endpoint, customer '%s' has none"
              .formatted(name));
    }
    sourceCidrs.forEach(cidr -> Cidr.require("sourceCidrs", cidr));
    for (var endpoint : sourceVpcEndpoints) {
      require(
          VPC_ENDPOINT,
          "'sourceVpcEndpoints' must be ids such as vpce-0123456789abcdef0, got '%s'",
          endpoint);
    }
    for (var principal : principals) {
      require(
          PRINCIPAL,
          "'principals' must be IAM roles or users such as arn:aws:iam::111122223333:role/acme,"
              + " with letters, digits and _.=-/ alone, got '%s'",
          principal);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  private static void require(Pattern rule, String message, String value) {
    if (!Token.isUnresolved(value) && !rule.matcher(value).matches()) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }

  /** Collects what is known of a {@link Customer}. */
  public static final class Builder {
    private String name;
    private Plan plan;
    private List<String> sourceCidrs = List.of();
    private List<String> sourceVpcEndpoints = List.of();
    private List<String> principals = List.of();

    private Builder() {}

    /**
     * Lower-case letters, digits and dashes, such as {@code acme}; it names resources, so changing
     * it makes a new key. Required.
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * How much each key may call. API Gateway has a key in one plan of a stage at most, and
     * CloudFormation puts it into the new one first; so before a customer's plan is exchanged, its
     * key must be taken out of the old one by {@code aws apigateway delete-usage-plan-key}.
     * Required.
     */
    public Builder plan(Plan plan) {
      this.plan = plan;
      return this;
    }

    /**
     * IPv4 and IPv6 ranges that calls may come from. Default: none, required where there is no VPC
     * endpoint.
     */
    public Builder sourceCidrs(List<String> sourceCidrs) {
      this.sourceCidrs = sourceCidrs;
      return this;
    }

    /**
     * VPC endpoints for API Gateway that calls may come from, for callers inside AWS and an API of
     * the endpoint type PRIVATE; ranges then narrow them. Default: none.
     */
    public Builder sourceVpcEndpoints(List<String> sourceVpcEndpoints) {
      this.sourceVpcEndpoints = sourceVpcEndpoints;
      return this;
    }

    /**
     * ARNs of the IAM roles and users that sign the customer's calls; the customer's key works with
     * their signature alone. Default: none.
     */
    public Builder principals(List<String> principals) {
      this.principals = principals;
      return this;
    }

    public Customer build() {
      return new Customer(name, plan, sourceCidrs, sourceVpcEndpoints, principals);
    }
  }
}
