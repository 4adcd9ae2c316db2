package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * Properties of a {@link DnsFirewall}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record DnsFirewallProps(IVpc vpc, List<String> allowedDomains, Number priority) {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)+[A-Za-z][A-Za-z0-9-]*");

  public DnsFirewallProps {
    requireNonNull(vpc, "'vpc' is required");
    allowedDomains = List.copyOf(allowedDomains);
    if (allowedDomains.isEmpty()) {
      throw new IllegalArgumentException(
          "'allowedDomains' must name at least one domain, or nothing can be resolved at all");
    }
    requireDomains(allowedDomains);
  }

  /** Refuses what is no domain, {@code *} above all, which would allow every name. */
  static void requireDomains(List<String> domains) {
    for (var domain : domains) {
      if (!DOMAIN.matcher(domain).matches() && !Token.isUnresolved(domain)) {
        throw new IllegalArgumentException(
            "'allowedDomains' must be domains, such as 'api.example.com' or '*.example.com', got '%s'"
                .formatted(domain));
      }
    }
  }

  public static Builder<DnsFirewallProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link DnsFirewall}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<DnsFirewallProps, T> target;
    private IVpc vpc;
    private List<String> allowedDomains = List.of();
    private Number priority = 101;

    Builder(Function<DnsFirewallProps, T> target) {
      this.target = target;
    }

    /** VPC whose names are limited, for everything that runs in it. Required. */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /**
     * Domains that may be resolved, such as {@code api.example.com}, or {@code *.example.com} for
     * those below it. Required.
     */
    public Builder<T> allowedDomains(List<String> allowedDomains) {
      this.allowedDomains = allowedDomains;
      return this;
    }

    /**
     * Order among the firewalls of the VPC, from 101 to 9,899; no two may have the same. Default:
     * 101, before every other.
     */
    public Builder<T> priority(Number priority) {
      this.priority = priority;
      return this;
    }

    public T build() {
      return target.apply(new DnsFirewallProps(vpc, allowedDomains, priority));
    }
  }
}
