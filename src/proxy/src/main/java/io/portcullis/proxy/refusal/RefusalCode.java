package io.portcullis.proxy.refusal;

import java.util.Locale;

/**
 * Why a request is refused: a stable code, its layer, status and type, whether a retry can help,
 * and a sentence for a person.
 *
 * <p>Types are those of the OpenAI API, since clients choose their exceptions by them. No sentence
 * names a host, a token or what an engine said.
 */
public enum RefusalCode {
  IDENTITY_KEY_MISMATCH(
      Layer.IDENTITY,
      403,
      "permission_error",
      Retry.NEVER,
      "The API key is not the caller's; call with the key and the identity of one customer."),
  IDENTITY_NETWORK_MISMATCH(
      Layer.IDENTITY,
      403,
      "permission_error",
      Retry.NEVER,
      "The caller may not call from this network."),
  /** The next window begins with all of them. */
  QUOTA_REQUESTS_EXCEEDED(
      Layer.PLAN,
      429,
      "rate_limit_error",
      Retry.LATER,
      "The customer's requests of this minute, day or month are used up."),
  /** The next window begins with all of them. */
  QUOTA_TOKENS_EXCEEDED(
      Layer.PLAN,
      429,
      "rate_limit_error",
      Retry.LATER,
      "The customer's tokens of this minute, day or month are not enough for this request."),
  /** Its operator decides how long. */
  QUOTA_SPEND_EXCEEDED(
      Layer.PLAN,
      429,
      "rate_limit_error",
      Retry.NEVER,
      "The gateway has spent what its operator allows, or would with this request."),
  QUOTA_UNAVAILABLE(
      Layer.PLAN,
      503,
      "api_error",
      Retry.LATER,
      "The gateway cannot tell now what is left of the customer's limits; try again later."),
  REQUEST_ROUTE_UNKNOWN(
      Layer.VALIDATION, 404, "invalid_request_error", Retry.NEVER, "There is no such route."),
  REQUEST_CONTENT_TYPE(
      Layer.VALIDATION,
      415,
      "invalid_request_error",
      Retry.NEVER,
      "The content type must be application/json in UTF-8."),
  REQUEST_TOO_LARGE(
      Layer.VALIDATION, 413, "invalid_request_error", Retry.NEVER, "The body is too large."),
  REQUEST_BODY_INVALID(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The body must be one JSON object in UTF-8, without repeated keys, without control characters"
          + " but tab and line breaks, and nested 32 levels at most; a GET has none."),
  /** The answer says which rule and where. */
  REQUEST_SCHEMA_VIOLATED(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The body does not keep the schema of this route."),
  REQUEST_FIELD_UNKNOWN(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The body has a field that is none of this route's."),
  REQUEST_MODEL_NOT_ALLOWED(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The request must name a model that this gateway allows."),
  REQUEST_LIMIT_EXCEEDED(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The body asks for more than this gateway allows."),
  REQUEST_IDEMPOTENCY_KEY(
      Layer.VALIDATION,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The header Idempotency-Key must be one text of 1 to 255 printable characters, in quotes or"
          + " bare."),
  /** Its operator takes longer than a client waits. */
  TOKEN_MISSING(
      Layer.TOKEN,
      503,
      "api_error",
      Retry.NEVER,
      "The gateway has no token for the model yet; its operator must provide one."),
  TOKEN_UNAVAILABLE(
      Layer.TOKEN,
      503,
      "api_error",
      Retry.LATER,
      "The gateway cannot read its token now; try again later."),
  TOKEN_REJECTED(
      Layer.TOKEN,
      502,
      "api_error",
      Retry.NEVER,
      "The model does not accept the gateway's token; its operator must renew it."),
  TOKEN_FORBIDDEN(
      Layer.TOKEN,
      502,
      "api_error",
      Retry.NEVER,
      "The gateway's token lacks the permission to call the model; its operator must renew it."),
  /** A second request would have the model work on both. */
  GUARD_DEADLINE(
      Layer.GUARD,
      504,
      "api_error",
      Retry.NEVER,
      "The model did not answer in time; it may have done the work nevertheless."),
  /** What repeats a request without end stops at the status 429 alone. */
  GUARD_DUPLICATES(
      Layer.GUARD,
      429,
      "rate_limit_error",
      Retry.NEVER,
      "The same request came too often, or too soon; wait before it is sent again."),
  /** With the time until the endpoint is asked again. */
  GUARD_BREAKER_OPEN(
      Layer.GUARD,
      503,
      "api_error",
      Retry.LATER,
      "The model fails, and is left in peace for a while; try again later."),
  GUARD_IDEMPOTENCY_CONFLICT(
      Layer.GUARD,
      422,
      "invalid_request_error",
      Retry.NEVER,
      "The Idempotency-Key belongs to a request with another body; use a new key."),
  /** Nobody keeps answers, and the work must not be done twice. */
  GUARD_IDEMPOTENCY_DONE(
      Layer.GUARD,
      409,
      "invalid_request_error",
      Retry.NEVER,
      "The request of this Idempotency-Key was already done, or may have been; to have it done again,"
          + " use a new key."),
  GUARD_IDEMPOTENCY_RUNNING(
      Layer.GUARD,
      409,
      "invalid_request_error",
      Retry.NEVER,
      "The request of this Idempotency-Key is still being worked on; send it again later, with the"
          + " same key."),
  /** Nobody knows how far the first one came. */
  GUARD_INTERNAL(Layer.GUARD, 500, "api_error", Retry.NEVER, "The gateway failed."),
  /** With the endpoint's own status. */
  UPSTREAM_REJECTED(
      Layer.UPSTREAM,
      400,
      "invalid_request_error",
      Retry.NEVER,
      "The model does not accept this request."),
  /** After the endpoint's own {@code Retry-After}, if it has one. */
  UPSTREAM_OVERLOADED(
      Layer.UPSTREAM,
      429,
      "rate_limit_error",
      Retry.LATER,
      "The model is overloaded; try again later."),
  /** After the endpoint's own {@code Retry-After}, if it has one. */
  UPSTREAM_UNAVAILABLE(
      Layer.UPSTREAM, 503, "api_error", Retry.LATER, "The model is unavailable; try again later."),
  /** The call was held already; a client that knows no {@code Retry-After} would storm. */
  UPSTREAM_WARMING(
      Layer.UPSTREAM,
      503,
      "api_error",
      Retry.NEVER,
      "The model is starting; try again when the time of Retry-After is over."),
  /** Its operator takes longer than a client waits. */
  UPSTREAM_PAUSED(
      Layer.UPSTREAM,
      503,
      "api_error",
      Retry.NEVER,
      "The model is paused; its operator must resume it."),
  /** It may have done the work nevertheless; where it did none, the proxy has tried again. */
  UPSTREAM_FAILED(Layer.UPSTREAM, 502, "api_error", Retry.NEVER, "The model failed."),
  UPSTREAM_UNREACHABLE(
      Layer.UPSTREAM, 502, "api_error", Retry.LATER, "The model cannot be reached."),
  /** Nothing was sent, and it stays so until its operator acts. */
  UPSTREAM_UNTRUSTED(
      Layer.UPSTREAM,
      502,
      "api_error",
      Retry.NEVER,
      "The gateway does not trust what answers in the model's place; its operator must look."),
  /** It would redirect again. */
  UPSTREAM_REDIRECTED(
      Layer.UPSTREAM,
      502,
      "api_error",
      Retry.NEVER,
      "The model is at another address; its operator must correct it."),
  /** Behind the begin of an answer; another try would have all of it done once more. */
  UPSTREAM_INTERRUPTED(
      Layer.UPSTREAM,
      502,
      "api_error",
      Retry.NEVER,
      "The model broke off in the middle of its answer."),
  /** The work was done, and would be done and dropped once more. */
  UPSTREAM_RESPONSE_INVALID(
      Layer.UPSTREAM,
      502,
      "api_error",
      Retry.NEVER,
      "The model's answer is not valid and was dropped."),
  /** The work was done, and would be done and dropped once more. */
  UPSTREAM_RESPONSE_TOO_LARGE(
      Layer.UPSTREAM,
      502,
      "api_error",
      Retry.NEVER,
      "The model's answer is too large and was dropped.");

  private final Layer layer;
  private final int status;
  private final String type;
  private final Retry retry;
  private final String sentence;

  RefusalCode(Layer layer, int status, String type, Retry retry, String sentence) {
    this.layer = layer;
    this.status = status;
    this.type = type;
    this.retry = retry;
    this.sentence = sentence;
  }

  /** The code itself. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Layer layer() {
    return layer;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public Retry retry() {
    return retry;
  }

  public String sentence() {
    return sentence;
  }
}
