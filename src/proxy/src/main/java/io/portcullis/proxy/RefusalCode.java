package io.portcullis.proxy;

import java.util.Locale;

/**
 * Why a request is refused: a stable code, its layer, status and type, and a sentence for a person.
 *
 * <p>Types are those of the OpenAI API, since clients choose their exceptions by them. No sentence
 * names a host, a token or what an engine said.
 */
enum RefusalCode {
  IDENTITY_KEY_MISMATCH(
      Layer.IDENTITY,
      403,
      "permission_error",
      "The API key is not the caller's; call with the key and the identity of one customer."),
  REQUEST_ROUTE_UNKNOWN(Layer.VALIDATION, 404, "invalid_request_error", "There is no such route."),
  REQUEST_CONTENT_TYPE(
      Layer.VALIDATION,
      415,
      "invalid_request_error",
      "The content type must be application/json in UTF-8."),
  REQUEST_BODY_INVALID(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      "The body must be one JSON object in UTF-8, without repeated keys; a GET has none."),
  TOKEN_MISSING(
      Layer.TOKEN,
      503,
      "api_error",
      "The gateway has no token for the model yet; its operator must provide one."),
  TOKEN_UNAVAILABLE(
      Layer.TOKEN, 503, "api_error", "The gateway cannot read its token now; try again later."),
  TOKEN_REJECTED(
      Layer.TOKEN,
      502,
      "api_error",
      "The model does not accept the gateway's token; its operator must renew it."),
  TOKEN_FORBIDDEN(
      Layer.TOKEN,
      502,
      "api_error",
      "The gateway's token lacks the permission to call the model; its operator must renew it."),
  GUARD_DEADLINE(
      Layer.GUARD,
      504,
      "api_error",
      "The model did not answer in time; it may have done the work nevertheless."),
  GUARD_INTERNAL(Layer.GUARD, 500, "api_error", "The gateway failed."),
  /** With the endpoint's own status. */
  UPSTREAM_REJECTED(
      Layer.UPSTREAM, 400, "invalid_request_error", "The model does not accept this request."),
  UPSTREAM_OVERLOADED(
      Layer.UPSTREAM, 429, "rate_limit_error", "The model is overloaded; try again later."),
  UPSTREAM_UNAVAILABLE(
      Layer.UPSTREAM, 503, "api_error", "The model is starting or unavailable; try again later."),
  UPSTREAM_FAILED(Layer.UPSTREAM, 502, "api_error", "The model failed."),
  UPSTREAM_UNREACHABLE(Layer.UPSTREAM, 502, "api_error", "The model cannot be reached."),
  UPSTREAM_RESPONSE_INVALID(
      Layer.UPSTREAM, 502, "api_error", "The model's answer is not valid and was dropped."),
  UPSTREAM_RESPONSE_TOO_LARGE(
      Layer.UPSTREAM, 502, "api_error", "The model's answer is too large and was dropped.");

  private final Layer layer;
  private final int status;
  private final String type;
  private final String sentence;

  RefusalCode(Layer layer, int status, String type, String sentence) {
    this.layer = layer;
    this.status = status;
    this.type = type;
    this.sentence = sentence;
  }

  /** The code itself. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Layer layer() {
    return layer;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  String sentence() {
    return sentence;
  }
}
