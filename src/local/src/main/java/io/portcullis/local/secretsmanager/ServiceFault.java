package io.portcullis.local.secretsmanager;

/**
 * What the service answers in place of an operation.
 *
 * <p>Follows "Common Errors" of the "AWS Secrets Manager API Reference".
 */
public enum ServiceFault {
  THROTTLED(400, "ThrottlingException", "Rate exceeded"),
  ACCESS_DENIED(400, "AccessDeniedException", "The caller may not do that."),
  INTERNAL_ERROR(500, "InternalServiceError", "An error occurred on the server side.");

  private final int status;
  private final String type;
  private final String message;

  ServiceFault(int status, String type, String message) {
    this.status = status;
    this.type = type;
    this.message = message;
  }

  SecretsManagerException exception() {
    return new SecretsManagerException(status, type, message);
  }
}
