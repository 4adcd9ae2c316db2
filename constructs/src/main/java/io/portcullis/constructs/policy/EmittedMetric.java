package io.portcullis.constructs.policy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The metrics that the functions write into their logs. An alarm on any other metric of the
 * namespace never hears of anything.
 */
public enum EmittedMetric {
  /** Calls that the proxy took. */
  CALLS("Calls", Emitter.PROXY, "Customer"),

  /** Calls that the proxy refused. */
  REFUSED("Refused", Emitter.PROXY, "Layer"),

  /** Calls that the endpoint failed. */
  UPSTREAM_FAILURES("UpstreamFailures", Emitter.PROXY),

  /** Calls refused because the endpoint starts. */
  WARMING("Warming", Emitter.PROXY),

  /** Milliseconds to the endpoint's first byte. */
  FIRST_BYTE("FirstByte", Emitter.PROXY),

  /** Milliseconds of a call. */
  TOTAL("Total", Emitter.PROXY),

  /** Seconds since the token in use was stored. */
  TOKEN_AGE("TokenAge", Emitter.PROXY),

  /** Rotations that made a token current. */
  ROTATION_SUCCEEDED("RotationSucceeded", Emitter.ROTATION),

  /** Rotations that did not. */
  ROTATION_FAILED("RotationFailed", Emitter.ROTATION);

  public static final String NAMESPACE = "Portcullis";

  /** Dimension of every metric: the function's name. */
  public static final String FUNCTION_NAME = "FunctionName";

  private final String metricName;
  private final Emitter emitter;
  private final Set<String> otherDimensions;

  EmittedMetric(String metricName, Emitter emitter, String... otherDimensions) {
    this.metricName = metricName;
    this.emitter = emitter;
    this.otherDimensions = Set.of(otherDimensions);
  }

  public static Optional<EmittedMetric> of(String metricName) {
    return Stream.of(values()).filter(value -> value.metricName.equals(metricName)).findFirst();
  }

  /** Such as {@code UpstreamFailures}. */
  public String metricName() {
    return metricName;
  }

  /** Package of the handlers that write it, with a dot at the end. */
  public String handlerPackage() {
    return emitter.handlerPackage;
  }

  /** Whether it is written with exactly these dimensions. */
  public boolean hasDimensions(Set<String> names) {
    return names.contains(FUNCTION_NAME)
        && (names.size() == 1
            || names.size() == 2 && otherDimensions.stream().anyMatch(names::contains));
  }

  private enum Emitter {
    PROXY("io.portcullis.proxy."),
    ROTATION("io.portcullis.rotation.");

    private final String handlerPackage;

    Emitter(String handlerPackage) {
      this.handlerPackage = handlerPackage;
    }
  }
}
