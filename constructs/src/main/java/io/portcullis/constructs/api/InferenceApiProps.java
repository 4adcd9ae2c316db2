package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import io.portcullis.constructs.customer.Customer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of an {@link InferenceApi}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record InferenceApiProps(
    IFunction proxy,
    List<Customer> customers,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public InferenceApiProps {
    requireNonNull(proxy, "'proxy' is required");
    customers = List.copyOf(customers);
    var names = new HashSet<String>();
    for (var customer : customers) {
      if (!names.add(customer.name())) {
        throw new IllegalArgumentException(
            "'customers' must have different names, got '%s' twice".formatted(customer.name()));
      }
    }
  }

  public static Builder<InferenceApiProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of an {@link InferenceApi}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<InferenceApiProps, T> target;
    private IFunction proxy;
    private List<Customer> customers = List.of();
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<InferenceApiProps, T> target) {
      this.target = target;
    }

    /** Function that answers every route. Required. */
    public Builder<T> proxy(IFunction proxy) {
      this.proxy = proxy;
      return this;
    }

    /** Who may call, and how much. Default: nobody. */
    public Builder<T> customers(List<Customer> customers) {
      this.customers = customers;
      return this;
    }

    /** Key of the access log. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the access log when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new InferenceApiProps(
              proxy, customers, Optional.ofNullable(encryptionKey), logRetention, removalPolicy));
    }
  }
}
