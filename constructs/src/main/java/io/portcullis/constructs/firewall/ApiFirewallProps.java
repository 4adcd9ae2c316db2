package io.portcullis.constructs.firewall;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.Stage;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link ApiFirewall}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record ApiFirewallProps(
    Stage apiStage,
    List<String> allowedCidrs,
    boolean anyNetworkAllowed,
    List<String> deniedCidrs,
    List<String> allowedCountries,
    Number rateLimit,
    Number keyRateLimit,
    InspectionLimit inspectionLimit,
    boolean oversizeBodiesAllowed,
    List<ManagedRuleGroup> managedRuleGroups,
    Set<FirewallRule> countedRules,
    Set<ManagedRuleGroup> countedGroups,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public ApiFirewallProps {
    requireNonNull(apiStage, "'apiStage' is required");
    allowedCidrs = List.copyOf(allowedCidrs);
    deniedCidrs = List.copyOf(deniedCidrs);
    allowedCountries = List.copyOf(allowedCountries);
    managedRuleGroups = List.copyOf(managedRuleGroups);
    countedRules = Set.copyOf(countedRules);
    countedGroups = Set.copyOf(countedGroups);
    Limits.requireNetworks("allowedCidrs", allowedCidrs);
    Limits.requireNetworks("deniedCidrs", deniedCidrs);
    Limits.requireCountries("allowedCountries", allowedCountries);
    Limits.requireRate("rateLimit", rateLimit);
    Limits.requireRate("keyRateLimit", keyRateLimit);
    if (anyNetworkAllowed && !allowedCidrs.isEmpty()) {
      throw new IllegalArgumentException(
          "'allowedCidrs' must be empty where 'anyNetworkAllowed' is true, got '%s'"
              .formatted(String.join(", ", allowedCidrs)));
    }
    for (var group : countedGroups) {
      if (!managedRuleGroups.contains(group)) {
        throw new IllegalArgumentException(
            "'countedGroups' must be among 'managedRuleGroups', got '%s'".formatted(group));
      }
    }
  }

  public static Builder<ApiFirewallProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link ApiFirewall}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<ApiFirewallProps, T> target;
    private Stage apiStage;
    private List<String> allowedCidrs = List.of();
    private boolean anyNetworkAllowed = false;
    private List<String> deniedCidrs = List.of();
    private List<String> allowedCountries = List.of();
    private Number rateLimit = 2000;
    private Number keyRateLimit = 2000;
    private InspectionLimit inspectionLimit = InspectionLimit.KB_64;
    private boolean oversizeBodiesAllowed = false;
    private List<ManagedRuleGroup> managedRuleGroups =
        List.of(
            ManagedRuleGroup.IP_REPUTATION,
            ManagedRuleGroup.KNOWN_BAD_INPUTS,
            ManagedRuleGroup.COMMON_RULES);
    private Set<FirewallRule> countedRules = Set.of();
    private Set<ManagedRuleGroup> countedGroups = Set.of();
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<ApiFirewallProps, T> target) {
      this.target = target;
    }

    /** API Gateway stage that the firewall protects. Required. */
    public Builder<T> apiStage(Stage apiStage) {
      this.apiStage = apiStage;
      return this;
    }

    /**
     * IPv4 and IPv6 ranges that may call; everyone else is refused. At most 10,000 of a family.
     * Default: none, so nobody may.
     */
    public Builder<T> allowedCidrs(List<String> allowedCidrs) {
      this.allowedCidrs = allowedCidrs;
      return this;
    }

    /**
     * Whether any network may call, because something else says which may: for a private API its
     * resource policy, which knows VPC endpoints where AWS WAF sees private addresses. Default:
     * false.
     */
    public Builder<T> anyNetworkAllowed(boolean anyNetworkAllowed) {
      this.anyNetworkAllowed = anyNetworkAllowed;
      return this;
    }

    /**
     * IPv4 and IPv6 ranges that may not call, even inside of an allowed one. At most 10,000 of a
     * family. Default: none.
     */
    public Builder<T> deniedCidrs(List<String> deniedCidrs) {
      this.deniedCidrs = deniedCidrs;
      return this;
    }

    /**
     * Countries that calls may come from, as two letters of ISO 3166 such as {@code DE}, at most
     * 50. AWS WAF tells them by address and may be wrong. Default: any.
     */
    public Builder<T> allowedCountries(List<String> allowedCountries) {
      this.allowedCountries = allowedCountries;
      return this;
    }

    /** Requests that one address may make in five minutes, at least 10. Default: 2,000. */
    public Builder<T> rateLimit(Number rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /**
     * Requests that one API key may make in five minutes from all its addresses, at least 10. It is
     * against floods, so it belongs above what a plan admits in that time. Default: 2,000.
     */
    public Builder<T> keyRateLimit(Number keyRateLimit) {
      this.keyRateLimit = keyRateLimit;
      return this;
    }

    /**
     * How much of a body is inspected. Default: 64 KB, the most there is, because prompts are long.
     */
    public Builder<T> inspectionLimit(InspectionLimit inspectionLimit) {
      this.inspectionLimit = inspectionLimit;
      return this;
    }

    /**
     * Whether bodies pass of which only the beginning can be inspected, for models that take more
     * than {@link #inspectionLimit}. Default: false, they are refused.
     */
    public Builder<T> oversizeBodiesAllowed(boolean oversizeBodiesAllowed) {
      this.oversizeBodiesAllowed = oversizeBodiesAllowed;
      return this;
    }

    /**
     * Rule groups of AWS's. Default: {@link ManagedRuleGroup#IP_REPUTATION}, {@link
     * ManagedRuleGroup#KNOWN_BAD_INPUTS} and {@link ManagedRuleGroup#COMMON_RULES}, which cost no
     * more than a rule of one's own.
     */
    public Builder<T> managedRuleGroups(List<ManagedRuleGroup> managedRuleGroups) {
      this.managedRuleGroups = managedRuleGroups;
      return this;
    }

    /**
     * Rules that count what they match and let it pass, to see what they would refuse. Default:
     * none.
     */
    public Builder<T> countedRules(Set<FirewallRule> countedRules) {
      this.countedRules = countedRules;
      return this;
    }

    /**
     * Groups among {@link #managedRuleGroups} that count what they match and let it pass. Default:
     * none.
     */
    public Builder<T> countedGroups(Set<ManagedRuleGroup> countedGroups) {
      this.countedGroups = countedGroups;
      return this;
    }

    /** Key of the firewall's log. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that its lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of it when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new ApiFirewallProps(
              apiStage,
              allowedCidrs,
              anyNetworkAllowed,
              deniedCidrs,
              allowedCountries,
              rateLimit,
              keyRateLimit,
              inspectionLimit,
              oversizeBodiesAllowed,
              managedRuleGroups,
              countedRules,
              countedGroups,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
