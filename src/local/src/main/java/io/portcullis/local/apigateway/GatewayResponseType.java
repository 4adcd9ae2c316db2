package io.portcullis.local.apigateway;

/**
 * The kinds of response that API Gateway makes itself, and the layer that each stands for.
 *
 * <p>Follows "Gateway response types for API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 */
public enum GatewayResponseType {
  ACCESS_DENIED(403, "network", "AccessDeniedException"),
  API_CONFIGURATION_ERROR(500, "integration", "InternalServerErrorException"),
  AUTHORIZER_CONFIGURATION_ERROR(500, "identity", "AuthorizerConfigurationException"),
  AUTHORIZER_FAILURE(500, "identity", "AuthorizerFailureException"),
  BAD_REQUEST_BODY(400, "validation", "BadRequestException"),
  BAD_REQUEST_PARAMETERS(400, "validation", "BadRequestException"),
  DEFAULT_4XX(400, "validation", "BadRequestException"),
  DEFAULT_5XX(500, "integration", "InternalServerErrorException"),
  EXPIRED_TOKEN(403, "identity", "InvalidSignatureException"),
  INTEGRATION_FAILURE(504, "integration", "InternalServerErrorException"),
  INTEGRATION_TIMEOUT(504, "integration", "InternalServerErrorException"),
  INVALID_API_KEY(403, "plan", "ForbiddenException"),
  INVALID_SIGNATURE(403, "identity", "InvalidSignatureException"),
  MISSING_AUTHENTICATION_TOKEN(403, "validation", "MissingAuthenticationTokenException"),
  QUOTA_EXCEEDED(429, "plan", "LimitExceededException"),
  REQUEST_TOO_LARGE(413, "validation", "RequestTooLargeException"),
  THROTTLED(429, "plan", "TooManyRequestsException"),
  UNAUTHORIZED(401, "identity", "UnauthorizedException"),
  WAF_FILTERED(403, "firewall", "ForbiddenException");

  private final int status;
  private final String layer;
  private final String errorType;

  GatewayResponseType(int status, String layer, String errorType) {
    this.status = status;
    this.layer = layer;
    this.errorType = errorType;
  }

  int status() {
    return status;
  }

  String layer() {
    return layer;
  }

  /** Value of the header {@code x-amzn-ErrorType}. */
  String errorType() {
    return errorType;
  }

  /** What is used if the API does not define this type. */
  GatewayResponseType fallback() {
    return status < 500 ? DEFAULT_4XX : DEFAULT_5XX;
  }
}
