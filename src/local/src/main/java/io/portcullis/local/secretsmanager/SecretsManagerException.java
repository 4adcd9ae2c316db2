package io.portcullis.local.secretsmanager;

/**
 * An error of the API.
 *
 * <p>Follows the errors of each operation in the "AWS Secrets Manager API Reference"
 * (docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html).
 */
final class SecretsManagerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String type;

  SecretsManagerException(String type, String message) {
    super(message);
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

  String type() {
    return type;
  }
}
