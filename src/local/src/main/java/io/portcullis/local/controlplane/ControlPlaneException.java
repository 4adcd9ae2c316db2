package io.portcullis.local.controlplane;

/**
 * An error of the API.
 *
 * <p>Follows the errors of each action in the "Amazon API Gateway REST API Reference"
 * (docs.aws.amazon.com/apigateway/latest/api/API_Operations.html).
 */
final class ControlPlaneException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  private ControlPlaneException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static ControlPlaneException badRequest(String message) {
    return new ControlPlaneException(400, "BadRequestException", message);
  }

  static ControlPlaneException notFound(String message) {
    return new ControlPlaneException(404, "NotFoundException", message);
  }

  /** What AWS says of an action that does not exist. */
  static ControlPlaneException unknownAction() {
    return new ControlPlaneException(
        403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
