package io.portcullis.constructs.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;

/**
 * What API Gateway itself refuses, and how it says so: the layer, a stable code and a status.
 *
 * <p>For some reasons API Gateway has but one response. Where callers sign, it evaluates identity
 * and network in one decision, and cannot tell a call that nobody signed from one of no route; what
 * is said then is true of both.
 */
enum Refusal {
  FIREWALL_DENIED(
      ResponseType.WAF_FILTERED,
      403,
      "firewall",
      "permission_error",
      "the firewall refused the request"),
  NETWORK_DENIED(
      ResponseType.ACCESS_DENIED,
      403,
      "network",
      "permission_error",
      "calls from this network are not admitted",
      AuthorizationType.NONE),
  IDENTITY_DENIED(
      ResponseType.ACCESS_DENIED,
      403,
      "identity",
      "permission_error",
      "the caller is not known, or not admitted from this network",
      AuthorizationType.IAM),
  IDENTITY_MISSING(
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      403,
      "identity",
      "permission_error",
      "the request is not signed, or there is no such route or method",
      AuthorizationType.IAM),
  IDENTITY_SIGNATURE_INVALID(
      ResponseType.INVALID_SIGNATURE,
      403,
      "identity",
      "permission_error",
      "the signature does not fit the request",
      AuthorizationType.IAM),
  IDENTITY_EXPIRED(
      ResponseType.EXPIRED_TOKEN,
      403,
      "identity",
      "permission_error",
      "the credentials have expired",
      AuthorizationType.IAM),
  IDENTITY_UNAUTHORIZED(
      ResponseType.UNAUTHORIZED,
      401,
      "identity",
      "permission_error",
      "the caller is not known",
      AuthorizationType.IAM),
  IDENTITY_CHECK_FAILED(
      ResponseType.AUTHORIZER_FAILURE,
      500,
      "identity",
      "api_error",
      "the gateway failed to find out who calls",
      AuthorizationType.IAM),
  IDENTITY_CHECK_MISCONFIGURED(
      ResponseType.AUTHORIZER_CONFIGURATION_ERROR,
      500,
      "identity",
      "api_error",
      "the gateway is not set up to find out who calls",
      AuthorizationType.IAM),
  PLAN_KEY_INVALID(
      ResponseType.INVALID_API_KEY,
      403,
      "plan",
      "permission_error",
      "the API key is missing or not valid"),
  PLAN_THROTTLED(
      ResponseType.THROTTLED,
      429,
      "plan",
      "rate_limit_error",
      "too many requests in a short time, slow down"),
  PLAN_QUOTA_EXCEEDED(
      ResponseType.QUOTA_EXCEEDED,
      429,
      "plan",
      "rate_limit_error",
      "the quota of the plan is used up"),
  REQUEST_ROUTE_UNKNOWN(
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      404,
      "validation",
      "invalid_request_error",
      "there is no such route or method",
      AuthorizationType.NONE),
  REQUEST_BODY_INVALID(
      ResponseType.BAD_REQUEST_BODY,
      400,
      "validation",
      "invalid_request_error",
      "the request body does not fit the schema of the route"),
  REQUEST_PARAMETERS_INVALID(
      ResponseType.BAD_REQUEST_PARAMETERS,
      400,
      "validation",
      "invalid_request_error",
      "a required parameter is missing"),
  REQUEST_CONTENT_TYPE(
      ResponseType.UNSUPPORTED_MEDIA_TYPE,
      415,
      "validation",
      "invalid_request_error",
      "the content type must be application/json"),
  REQUEST_TOO_LARGE(
      ResponseType.REQUEST_TOO_LARGE,
      413,
      "validation",
      "invalid_request_error",
      "the request is too large"),
  GUARD_PROXY_FAILED(
      ResponseType.INTEGRATION_FAILURE,
      502,
      "guard",
      "api_error",
      "the proxy failed, the request may have run"),
  GUARD_TIMEOUT(
      ResponseType.INTEGRATION_TIMEOUT,
      504,
      "guard",
      "api_error",
      "the answer took too long, the request may have run"),
  /** Whatever else API Gateway refuses, with the status that it has for it. */
  REQUEST_REFUSED(
      ResponseType.DEFAULT_4_XX,
      "validation",
      "invalid_request_error",
      "the request cannot be accepted"),
  /** Whatever else fails in API Gateway, with the status that it has for it. */
  GUARD_FAILED(ResponseType.DEFAULT_5_XX, "guard", "api_error", "the gateway failed");

  private final ResponseType responseType;
  private final OptionalInt status;
  private final String layer;
  private final String type;
  private final String message;
  private final Optional<AuthorizationType> only;

  Refusal(ResponseType responseType, int status, String layer, String type, String message) {
    this(responseType, OptionalInt.of(status), layer, type, message, Optional.empty());
  }

  Refusal(
      ResponseType responseType,
      int status,
      String layer,
      String type,
      String message,
      AuthorizationType only) {
    this(responseType, OptionalInt.of(status), layer, type, message, Optional.of(only));
  }

  Refusal(ResponseType responseType, String layer, String type, String message) {
    this(responseType, OptionalInt.empty(), layer, type, message, Optional.empty());
  }

  Refusal(
      ResponseType responseType,
      OptionalInt status,
      String layer,
      String type,
      String message,
      Optional<AuthorizationType> only) {
    this.responseType = responseType;
    this.status = status;
    this.layer = layer;
    this.type = type;
    this.message = message;
    this.only = only;
  }

  /** Those that an API of this authorization type can make, one for each response type. */
  static Stream<Refusal> of(AuthorizationType authorization) {
    return Stream.of(values())
        .filter(refusal -> refusal.only.filter(type -> type != authorization).isEmpty());
  }

  /** The word of API Gateway in an access log. */
  String responseType() {
    return responseType.getResponseType();
  }

  String layer() {
    return layer;
  }

  /** Whether a customer called more than its plan allows. */
  boolean isThrottling() {
    return status.equals(OptionalInt.of(429));
  }

  /**
   * Id of the response: what it answers, not what it says. CloudFormation makes what is new before
   * it deletes what is old, which here would be the same response.
   */
  String id() {
    return responseType.getResponseType();
  }

  /**
   * Only API Gateway's own variables are put in, and not its message: for a wrong signature it
   * repeats the headers that were signed, and with them the API key.
   */
  GatewayResponseOptions gatewayResponse(Optional<String> allowedOrigin) {
    var response =
        GatewayResponseOptions.builder()
            .type(responseType)
            .templates(Map.of("application/json", body()));
    status.ifPresent(code -> response.statusCode(Integer.toString(code)));
    allowedOrigin.ifPresent(
        origin -> response.responseHeaders(Map.of(CrossOrigin.HEADER, "'%s'".formatted(origin))));
    return response.build();
  }

  private String body() {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\",\"layer\":\"%s\",\"request_id\":\"$context.requestId\"}}"
        .formatted(message, type, name().toLowerCase(Locale.ROOT), layer);
  }
}
