package io.portcullis.constructs.customer;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
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
    List<String> principals,
    List<String> subjects,
    List<String> keys) {
  private static final Pattern VPC_ENDPOINT = Pattern.compile("vpce-[0-9a-f]{8,17}");

  /** Names have these characters alone ("IAM and AWS STS quotas"); in a path, others are rare. */
  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "arn:aws[a-z-]*:iam::\\d{12}:(role|user)/[A-Za-z0-9_+=,.@/-]*[A-Za-z0-9_+=,.@-]");

  /** Of subjects, "OpenID Connect Core 1.0" allows 255 characters. */
  private static final int LONGEST_SUBJECT = 256;

  public Customer {
    requireNonNull(name, "'name' is required");
    requireNonNull(plan, "'plan' is required");
    Name.require("name", name);
    sourceCidrs = List.copyOf(sourceCidrs);
    sourceVpcEndpoints = List.copyOf(sourceVpcEndpoints);
    principals = List.copyOf(principals);
    subjects = List.copyOf(subjects);
    keys = List.copyOf(keys);
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
              + " with letters, digits and _+=,.@-/ alone, got '%s'",
          principal);
    }
    subjects.forEach(Customer::requireSubject);
    requireKeys(keys);
  }

  public static Builder builder() {
    return new Builder();
  }

  private static void require(Pattern rule, String message, String value) {
    if (!rule.matcher(value).matches() && !Token.isUnresolved(value)) {
      throw new IllegalArgumentException(message.formatted(value));
    }
  }

  private static void requireSubject(String subject) {
    if ((subject.isBlank() || !subject.codePoints().allMatch(Customer::isPrintable))
        && !Token.isUnresolved(subject)) {
      throw new IllegalArgumentException(
          "'subjects' must be of printable characters, at least one, got '%s'"
              .formatted(subject.codePoints().mapToObj(Customer::shown).collect(joining())));
    }
    if (subject.length() > LONGEST_SUBJECT && !Token.isUnresolved(subject)) {
      throw new IllegalArgumentException(
          "'subjects' must be at most %d characters long, got '%s'"
              .formatted(LONGEST_SUBJECT, subject));
    }
  }

  /** Nothing that cannot be seen, since of two that look the same one would be a stranger's. */
  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String shown(int character) {
    return isPrintable(character) ? Character.toString(character) : "U+%04X".formatted(character);
  }

  private static void requireKeys(List<String> keys) {
    keys.forEach(key -> Name.require("keys", key));
    if (keys.isEmpty() || keys.size() > 2 || Set.copyOf(keys).size() < keys.size()) {
      throw new IllegalArgumentException(
          "'keys' must be one name or two different ones, got '%s'"
              .formatted(String.join(", ", keys)));
    }
  }

  /** Collects what is known of a {@link Customer}. */
  public static final class Builder {
    private String name;
    private Plan plan;
    private List<String> sourceCidrs = List.of();
    private List<String> sourceVpcEndpoints = List.of();
    private List<String> principals = List.of();
    private List<String> subjects = List.of();
    private List<String> keys = List.of("first");

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
     * How much each key may call. Another one takes effect with its deployment, and the keys stay.
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

    /**
     * Values of the subject claim of the tokens that the customer's callers show an authorizer, of
     * 256 printable characters at most; the customer's key works with these alone. Default: none.
     */
    public Builder subjects(List<String> subjects) {
      this.subjects = subjects;
      return this;
    }

    /**
     * Names of the customer's API keys, in lower-case letters, digits and dashes: one, or two while
     * callers change over from one to the other. Each is limited by the plan on its own. Default:
     * {@code first}.
     */
    public Builder keys(List<String> keys) {
      this.keys = keys;
      return this;
    }

    public Customer build() {
      return new Customer(name, plan, sourceCidrs, sourceVpcEndpoints, principals, subjects, keys);
    }
  }
}
