package io.portcullis.constructs.policy;

import java.util.List;
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

  /** Calls that the proxy refused, and callers that the authorizer did. */
  REFUSED("Refused", Set.of(Emitter.PROXY, Emitter.AUTHORIZER), "Layer"),

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
  ROTATION_FAILED("RotationFailed", Emitter.ROTATION),

  /** Callers that the authorizer knew. */
  AUTHORIZED("Authorized", Emitter.AUTHORIZER, "Layer"),

  /** Times that the issuer of JWTs did not give its keys. */
  ISSUER_FAILURES("IssuerFailures", Emitter.AUTHORIZER);

  public static final String NAMESPACE = "Portcullis";

  /** Dimension of every metric: the function's name. */
  public static final String FUNCTION_NAME = "FunctionName";

  private final String metricName;
  private final Set<Emitter> emitters;
  private final Set<String> otherDimensions;

  EmittedMetric(String metricName, Emitter emitter, String... otherDimensions) {
    this(metricName, Set.of(emitter), otherDimensions);
  }

  EmittedMetric(String metricName, Set<Emitter> emitters, String... otherDimensions) {
    this.metricName = metricName;
    this.emitters = emitters;
    this.otherDimensions = Set.of(otherDimensions);
  }

  public static Optional<EmittedMetric> of(String metricName) {
    return Stream.of(values()).filter(value -> value.metricName.equals(metricName)).findFirst();
  }

  /** Such as {@code UpstreamFailures}. */
  public String metricName() {
    return metricName;
  }

  /** Packages of the handlers that write it, with a dot at the end, in alphabetical order. */
  public List<String> handlerPackages() {
    return emitters.stream().map(emitter -> emitter.handlerPackage).sorted().toList();
  }

  /** Whether it is written with exactly these dimensions. */
  public boolean hasDimensions(Set<String> names) {
    return names.contains(FUNCTION_NAME)
        && (names.size() == 1
            || names.size() == 2 && otherDimensions.stream().anyMatch(names::contains));
  }

  private enum Emitter {
    PROXY("io.portcullis.proxy."),
    ROTATION("io.portcullis.rotation."),
    AUTHORIZER("io.portcullis.authorizer.");

    private final String handlerPackage;

    Emitter(String handlerPackage) {
      this.handlerPackage = handlerPackage;
    }
  }
}
