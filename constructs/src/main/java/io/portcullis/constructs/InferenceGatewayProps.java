package io.portcullis.constructs;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link InferenceGateway}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceGatewayProps(
    String endpointUrl,
    String privateLinkService,
    List<Customer> customers,
    Optional<InferenceFoundation> foundation,
    List<String> availabilityZones,
    Number rateLimit,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceGatewayProps {
    requireNonNull(endpointUrl, "'endpointUrl' is required");
    requireNonNull(privateLinkService, "'privateLinkService' is required");
    customers = List.copyOf(customers);
    availabilityZones = List.copyOf(availabilityZones);
  }

  public static Builder<InferenceGatewayProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceGateway}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceGatewayProps, T> target;
    private String endpointUrl;
    private String privateLinkService;
    private List<Customer> customers = List.of();
    private InferenceFoundation foundation;
    private List<String> availabilityZones = List.of();
    private Number rateLimit = 2000;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceGatewayProps, T> target) {
      this.target = target;
    }

    /** Address of the Inference Endpoint, {@code https} without a path. Required. */
    public Builder<T> endpointUrl(String endpointUrl) {
      this.endpointUrl = endpointUrl;
      return this;
    }

    /**
     * Service name that Hugging Face gives for the endpoint, such as {@code
     * com.amazonaws.vpce.us-east-1.vpce-svc-…}. Required.
     */
    public Builder<T> privateLinkService(String privateLinkService) {
      this.privateLinkService = privateLinkService;
      return this;
    }

    /** Who may call, from where and how much. Default: nobody. */
    public Builder<T> customers(List<Customer> customers) {
      this.customers = customers;
      return this;
    }

    /**
     * Key, token, table and roles, usually of another stack. Default: a new {@link
     * InferenceFoundation} inside this construct.
     */
    public Builder<T> foundation(InferenceFoundation foundation) {
      this.foundation = foundation;
      return this;
    }

    /** Zones of the network, such as {@code us-east-1a}. Default: two that CDK chooses. */
    public Builder<T> availabilityZones(List<String> availabilityZones) {
      this.availabilityZones = availabilityZones;
      return this;
    }

    /** Requests that one address may make in five minutes, at least 10. Default: 2,000. */
    public Builder<T> rateLimit(Number rateLimit) {
      this.rateLimit = rateLimit;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of stored data when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new InferenceGatewayProps(
              endpointUrl,
              privateLinkService,
              customers,
              Optional.ofNullable(foundation),
              availabilityZones,
              rateLimit,
              logRetention,
              removalPolicy));
    }
  }
}
