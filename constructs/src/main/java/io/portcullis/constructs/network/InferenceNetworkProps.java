package io.portcullis.constructs.network;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Properties of an {@link InferenceNetwork}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceNetworkProps(
    String privateLinkService,
    ISecret tokenSecret,
    IRole proxyRole,
    List<String> availabilityZones,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceNetworkProps {
    requireNonNull(privateLinkService, "'privateLinkService' is required");
    requireNonNull(tokenSecret, "'tokenSecret' is required");
    requireNonNull(proxyRole, "'proxyRole' is required");
    availabilityZones = List.copyOf(availabilityZones);
  }

  public static Builder<InferenceNetworkProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceNetwork}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceNetworkProps, T> target;
    private String privateLinkService;
    private ISecret tokenSecret;
    private IRole proxyRole;
    private List<String> availabilityZones = List.of();
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceNetworkProps, T> target) {
      this.target = target;
    }

    /**
     * Service name that Hugging Face gives for the endpoint, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}. Required.
     */
    public Builder<T> privateLinkService(String privateLinkService) {
      this.privateLinkService = privateLinkService;
      return this;
    }

    /** Secret that may be read through the network. Required. */
    public Builder<T> tokenSecret(ISecret tokenSecret) {
      this.tokenSecret = tokenSecret;
      return this;
    }

    /** Role that may read it through the network. Required. */
    public Builder<T> proxyRole(IRole proxyRole) {
      this.proxyRole = proxyRole;
      return this;
    }

    /**
     * Zones of the subnets, such as {@code us-east-1a}; each must be one that the PrivateLink
     * service offers. Default: two that CDK chooses, by a lookup if the stack names its account.
     */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /** Key of the flow log. Default: CloudWatch Logs' own. */
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
          new InferenceNetworkProps(
              privateLinkService,
              tokenSecret,
              proxyRole,
              availabilityZones,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
