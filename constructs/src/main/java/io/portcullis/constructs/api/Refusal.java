package io.portcullis.constructs.api;

import io.portcullis.constructs.refusal.Retry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.ResponseType;

/**
 * What API Gateway itself refuses, and how it says so: the layer, a stable code and a status.
 *
 * <p>For some reasons API Gateway has but one response. Where callers sign, it evaluates identity
 * and network in one decision, and cannot tell a call that nobody signed from one of no route; what
 * is said then is true of both. An authorizer is asked after the network, and denies nobody itself:
 * it knows a caller, or does not.
 */
public enum Refusal {
  FIREWALL_DENIED(
      ResponseType.WAF_FILTERED,
      403,
      "firewall",
      "permission_error",
      Retry.NEVER,
      "the firewall refused the request"),
  NETWORK_DENIED(
      ResponseType.ACCESS_DENIED,
      403,
      "network",
      "permission_error",
      Retry.NEVER,
      "calls from this network are not admitted",
      AuthorizationType.NONE,
      AuthorizationType.CUSTOM),
  IDENTITY_DENIED(
      ResponseType.ACCESS_DENIED,
      403,
      "identity",
      "permission_error",
      Retry.NEVER,
      "the caller is not known, or not admitted from this network",
      AuthorizationType.IAM),
  IDENTITY_MISSING(
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      403,
      "identity",
      "permission_error",
      Retry.NEVER,
      "the request is not signed, or there is no such route or method",
      AuthorizationType.IAM),
  IDENTITY_SIGNATURE_INVALID(
      ResponseType.INVALID_SIGNATURE,
      403,
      "identity",
      "permission_error",
      Retry.NEVER,
      "the signature does not fit the request",
      AuthorizationType.IAM),
  IDENTITY_EXPIRED(
      ResponseType.EXPIRED_TOKEN,
      403,
      "identity",
      "permission_error",
      Retry.NEVER,
      "the credentials have expired",
      AuthorizationType.IAM),
  IDENTITY_UNAUTHORIZED(
      ResponseType.UNAUTHORIZED,
      401,
      "identity",
      "permission_error",
      Retry.NEVER,
      "the token is missing, not valid or no customer's",
      AuthorizationType.CUSTOM),
  /** The issuer's keys cannot be had, mostly; nothing ran. */
  IDENTITY_CHECK_FAILED(
      ResponseType.AUTHORIZER_FAILURE,
      500,
      "identity",
      "api_error",
      Retry.LATER,
      "the gateway failed to find out who calls",
      AuthorizationType.IAM,
      AuthorizationType.CUSTOM),
  IDENTITY_CHECK_MISCONFIGURED(
      ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
      500,
      "identity",
      "api_error",
      Retry.NEVER,
      "the gateway is not set up to find out who calls",
      AuthorizationType.IAM,
      AuthorizationType.CUSTOM),
  PLAN_KEY_INVALID(
      ResponseType.INVALID_API_KEY,
      403,
      "plan",
      "permission_error",
      Retry.NEVER,
      "the API key is missing or not valid"),
  /** A plan admits at least one call a second. */
  PLAN_THROTTLED(
      ResponseType.THROTTLED,
      429,
      "plan",
      "rate_limit_error",
      Retry.after(1),
      "too many requests in a short time, slow down"),
  /** Until the day is over, which API Gateway does not tell. */
  PLAN_QUOTA_EXCEEDED(
      ResponseType.QUOTA_EXCEEDED,
      429,
      "plan",
      "rate_limit_error",
      Retry.NEVER,
      "the quota of the plan is used up"),
  REQUEST_ROUTE_UNKNOWN(
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      404,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "there is no such route or method",
      AuthorizationType.NONE,
      AuthorizationType.CUSTOM),
  REQUEST_BODY_INVALID(
      ResponseType.BAD_REQUEST_BODY,
      400,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "the request body does not fit the schema of the route"),
  REQUEST_PARAMETERS_INVALID(
      ResponseType.BAD_REQUEST_PARAMETERS,
      400,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "a required parameter is missing"),
  REQUEST_CONTENT_TYPE(
      ResponseType.UNSUPPORTED_MEDIA_TYPE,
      415,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "the content type must be application/json"),
  REQUEST_TOO_LARGE(
      ResponseType.REQUEST_TOO_LARGE,
      413,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "the request is too large"),
  /** It did not start, was too busy or broke; the first two are over soon. */
  GUARD_PROXY_FAILED(
      ResponseType.INTEGRATION_FAILURE,
      502,
      "guard",
      "api_error",
      Retry.LATER,
      "the proxy failed, the request may have run"),
  /** A second request would have the model work on both. */
  GUARD_TIMEOUT(
      ResponseType.INTEGRATION_TIMEOUT,
      504,
      "guard",
      "api_error",
      Retry.NEVER,
      "the answer took too long, the request may have run"),
  /** Whatever else API Gateway refuses, with the status that it has for it. */
  REQUEST_REFUSED(
      ResponseType.DEFAULT_4_XX,
      "validation",
      "invalid_request_error",
      Retry.NEVER,
      "the request cannot be accepted"),
  /** Whatever else fails in API Gateway, with the status that it has for it. */
  GUARD_FAILED(ResponseType.DEFAULT_5_XX, "guard", "api_error", Retry.LATER, "the gateway failed");

  private final ResponseType responseType;
  private final OptionalInt status;
  private final String layer;
  private final String type;
  private final Retry retry;
  private final String message;
  private final Set<AuthorizationType> only;

  Refusal(
      ResponseType responseType,
      int status,
      String layer,
      String type,
      Retry retry,
      String message,
      AuthorizationType... only) {
    this(responseType, OptionalInt.of(status), layer, type, retry, message, Set.of(only));
  }

  Refusal(ResponseType responseType, String layer, String type, Retry retry, String message) {
    this(responseType, OptionalInt.empty(), layer, type, retry, message, Set.of());
  }

  Refusal(
      ResponseType responseType,
      OptionalInt status,
      String layer,
      String type,
      Retry retry,
      String message,
      Set<AuthorizationType> only) {
    this.responseType = responseType;
    this.status = status;
    this.layer = layer;
    this.type = type;
    this.retry = retry;
    this.message = message;
    this.only = only;
  }

  /** Those that an API of this authorization type can make, one for each response type. */
  static Stream<Refusal> of(AuthorizationType authorization) {
    return Stream.of(values())
        .filter(refusal -> refusal.only.isEmpty() || refusal.only.contains(authorization));
  }

  /** Stable code of its answer. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** HTTP status of its answer; empty where it is API Gateway's. */
  public OptionalInt status() {
    return status;
  }

  /** The layer that refuses. */
  public String layer() {
    return layer;
  }

  /** Whether another try can help. */
  public Retry retry() {
    return retry;
  }

  String type() {
    return type;
  }

  String message() {
    return message;
  }

  ResponseType responseType() {
    return responseType;
  }

  /** The word of API Gateway for what it answers, in an access log too. */
  String answers() {
    return responseType.getResponseType();
  }

  /** Whether a customer called more than its plan allows. */
  boolean isThrottling() {
    return status.equals(OptionalInt.of(429));
  }

  Map<String, String> headers() {
    var headers = new LinkedHashMap<>(retry.headers());
    if (status.equals(OptionalInt.of(401))) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return headers;
  }
}
