package io.portcullis.constructs.firewall;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Token;
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
    Number rateLimit,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public ApiFirewallProps {
    requireNonNull(apiStage, "'apiStage' is required");
    allowedCidrs = List.copyOf(allowedCidrs);
    allowedCidrs.forEach(cidr -> Cidr.require("allowedCidrs", cidr));
    if (!Token.isUnresolved(rateLimit) && rateLimit.longValue() < 10) {
      throw new IllegalArgumentException(
          "'rateLimit' must be at least 10, got '%s'".formatted(rateLimit));
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
    private Number rateLimit = 2000;
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

    /** IPv4 ranges that may call; everyone else is refused. Default: none, so nobody may. */
    public Builder<T> allowedCidrs(List<String> allowedCidrs) {
      this.allowedCidrs = allowedCidrs;
      return this;
    }

    /** Requests that one address may make in five minutes, at least 10. Default: 2,000. */
    public Builder<T> rateLimit(Number rateLimit) {
      this.rateLimit = rateLimit;
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
              rateLimit,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
