package io.portcullis.local.apigateway;

import io.portcullis.local.http.Call;
import java.util.Optional;

/**
 * A request that API Gateway answers itself.
 *
 * @param status unless the API's gateway response names another
 * @param message {@code $context.error.message}
 * @param validationError {@code $context.error.validationErrorString}
 */
record GatewayError(
    GatewayResponseType type, int status, String message, Optional<String> validationError) {

  static GatewayError of(GatewayResponseType type, String message) {
    return new GatewayError(type, type.status(), message, Optional.empty());
  }

  static GatewayError tooLarge(Call call) {
    return of(
        GatewayResponseType.REQUEST_TOO_LARGE,
        "HTTP content length exceeded %d bytes.".formatted(call.body().length));
  }

  static GatewayError invalidBody(String detail) {
    return new GatewayError(
        GatewayResponseType.BAD_REQUEST_BODY, 400, "Invalid request body", Optional.of(detail));
  }

  /**
   * What a caller sees of a failed integration ("Handling Lambda errors with an API Gateway API",
   * docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html): 500 if Lambda rejects
   * the invocation, 502 if the function fails or answers in the wrong form.
   */
  static GatewayError integration(GatewayResponseType type, int status) {
    return new GatewayError(type, status, "Internal server error", Optional.empty());
  }
}
