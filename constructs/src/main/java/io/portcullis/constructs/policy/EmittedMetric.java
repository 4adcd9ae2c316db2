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
  TOKEN_AGE("TokenAge", Set.of(Emitter.PROXY, Emitter.ROTATION)),

  /** Calls of the endpoint that were tried again. */
  RETRIES("Retries", Emitter.PROXY),

  /** Calls that were not tried again, since too many were. */
  RETRY_BUDGET_EMPTY("RetryBudgetEmpty", Emitter.PROXY),

  /** Times that the proxy began to refuse calls because the endpoint fails. */
  BREAKER_OPENED("BreakerOpened", Emitter.PROXY),

  /** Calls refused for that. */
  BREAKER_REFUSED("BreakerRefused", Emitter.PROXY),

  /** Calls refused because the same came too often. */
  DUPLICATES("Duplicates", Emitter.PROXY),

  /** Percent of its quota that a customer has used. */
  QUOTA_SHARE("QuotaShare", Emitter.PROXY, "Customer"),

  /** Calls whose quota the table did not tell. */
  QUOTA_UNAVAILABLE("QuotaUnavailable", Emitter.PROXY),

  /** Percent of the ceiling that is spent. */
  SPEND_SHARE("SpendShare", Emitter.PROXY),

  /** Tokens of prompts. */
  INPUT_TOKENS("InputTokens", Emitter.PROXY, "Customer"),

  /** Tokens of answers. */
  OUTPUT_TOKENS("OutputTokens", Emitter.PROXY, "Customer"),

  /** Milliseconds that calls waited for an endpoint that starts. */
  WARMING_HOLD("WarmingHold", Emitter.PROXY),

  /** Rotations that made a token current. */
  ROTATION_SUCCEEDED("RotationSucceeded", Emitter.ROTATION),

  /** Rotations that did not. */
  ROTATION_FAILED("RotationFailed", Emitter.ROTATION),

  /** Seconds until the current token is over. */
  TOKEN_TIME_LEFT("TokenTimeLeft", Emitter.ROTATION),

  /** Whether a replaced token outlived its time. */
  PREVIOUS_TOKEN_IN_USE("PreviousTokenInUse", Emitter.ROTATION),

  /** Whether the endpoint admits more callers than it should. */
  ENDPOINT_EXPOSED("EndpointExposed", Emitter.ROTATION),

  /** Whether nobody may ask the endpoint if it accepts a token. */
  ENDPOINT_UNCHECKED("EndpointUnchecked", Emitter.ROTATION),

  /** Whether no rotation made the current token current. */
  CURRENT_UNVERIFIED("CurrentUnverified", Emitter.ROTATION),

  /** Replaced tokens that were ended. */
  TOKENS_RETIRED("TokensRetired", Emitter.ROTATION),

  /** Seconds since the credential was written. */
  CREDENTIAL_AGE("CredentialAge", Emitter.ROTATION),

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
