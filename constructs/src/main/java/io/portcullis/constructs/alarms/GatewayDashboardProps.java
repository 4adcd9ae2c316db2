package io.portcullis.constructs.alarms;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * Properties of a {@link GatewayDashboard}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record GatewayDashboardProps(GatewayAlarms alarms) {

  public GatewayDashboardProps {
    requireNonNull(alarms, "'alarms' is required");
  }

  public static Builder<GatewayDashboardProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link GatewayDashboard}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<GatewayDashboardProps, T> target;
    private GatewayAlarms alarms;

    Builder(Function<GatewayDashboardProps, T> target) {
      this.target = target;
    }

    /** Alarms whose states and metrics are shown. Required. */
    public Builder<T> alarms(GatewayAlarms alarms) {
      this.alarms = alarms;
      return this;
    }

    public T build() {
      return target.apply(new GatewayDashboardProps(alarms));
    }
  }
}
