package io.portcullis.constructs.api;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.ResponseType;

/** What API Gateway itself refuses, and how it says so: the layer, a stable code and a status. */
enum Refusal {
  FIREWALL_DENIED(
      ResponseType.WAF_FILTERED,
      403,
      "firewall",
      "permission_error",
      "the firewall refused the request"),
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
      "there is no such route or method"),
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

  Refusal(ResponseType responseType, int status, String layer, String type, String message) {
    this(responseType, OptionalInt.of(status), layer, type, message);
  }

  Refusal(ResponseType responseType, String layer, String type, String message) {
    this(responseType, OptionalInt.empty(), layer, type, message);
  }

  Refusal(
      ResponseType responseType, OptionalInt status, String layer, String type, String message) {
    this.responseType = responseType;
    this.status = status;
    this.layer = layer;
    this.type = type;
    this.message = message;
  }

  /**
   * Only API Gateway's own variables are put in; what a caller sent never becomes part of an
   * answer.
   */
  GatewayResponseOptions gatewayResponse() {
    var response =
        GatewayResponseOptions.builder()
            .type(responseType)
            .templates(Map.of("application/json", body()));
    status.ifPresent(code -> response.statusCode(Integer.toString(code)));
    return response.build();
  }

  private String body() {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\",\"layer\":\"%s\",\"request_id\":\"$context.requestId\"}}"
        .formatted(message, type, name().toLowerCase(Locale.ROOT), layer);
  }
}
