package io.portcullis.constructs.alarms;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Properties of a {@link GatewayAlarms}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record GatewayAlarmsProps(
    Metric serverErrors,
    Metric firewallBlocks,
    Number serverErrorThreshold,
    Number firewallBlockThreshold,
    Optional<IKey> encryptionKey) {

  public GatewayAlarmsProps {
    requireNonNull(serverErrors, "'serverErrors' is required");
    requireNonNull(firewallBlocks, "'firewallBlocks' is required");
  }

  public static Builder<GatewayAlarmsProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link GatewayAlarms}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<GatewayAlarmsProps, T> target;
    private Metric serverErrors;
    private Metric firewallBlocks;
    private Number serverErrorThreshold = 5;
    private Number firewallBlockThreshold = 1000;
    private IKey encryptionKey;

    Builder(Function<GatewayAlarmsProps, T> target) {
      this.target = target;
    }

    /** Answers of the API with a status of 500 or more. Required. */
    public Builder<T> serverErrors(Metric serverErrors) {
      this.serverErrors = serverErrors;
      return this;
    }

    /** Requests that the firewall refused. Required. */
    public Builder<T> firewallBlocks(Metric firewallBlocks) {
      this.firewallBlocks = firewallBlocks;
      return this;
    }

    /** Server errors within five minutes that raise an alarm. Default: 5. */
    public Builder<T> serverErrorThreshold(Number serverErrorThreshold) {
      this.serverErrorThreshold = serverErrorThreshold;
      return this;
    }

    /** Refused requests within five minutes that raise an alarm. Default: 1,000. */
    public Builder<T> firewallBlockThreshold(Number firewallBlockThreshold) {
      this.firewallBlockThreshold = firewallBlockThreshold;
      return this;
    }

    /** Key of the topic; it must admit CloudWatch. Default: none, the topic is not encrypted. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    public T build() {
      return target.apply(
          new GatewayAlarmsProps(
              serverErrors,
              firewallBlocks,
              serverErrorThreshold,
              firewallBlockThreshold,
              Optional.ofNullable(encryptionKey)));
    }
  }
}
