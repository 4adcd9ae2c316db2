package io.portcullis.local.secretsmanager;

/**
 * An error of the API.
 *
 * <p>Follows the errors of each operation in the "AWS Secrets Manager API Reference"
 * (docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html).
 */
final class SecretsManagerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  SecretsManagerException(String type, String message) {
    this(400, type, message);
  }

  SecretsManagerException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static SecretsManagerException notFound(String message) {
    return new SecretsManagerException("ResourceNotFoundException", message);
  }

  static SecretsManagerException invalidParameter(String message) {
    return new SecretsManagerException("InvalidParameterException", message);
  }

  static SecretsManagerException invalidRequest(String message) {
    return new SecretsManagerException("InvalidRequestException", message);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
