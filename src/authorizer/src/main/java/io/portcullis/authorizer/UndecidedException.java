package io.portcullis.authorizer;

/**
 * Nobody can tell now who the caller is; API Gateway answers 500. Without cause and stack, because
 * Lambda writes it into its log and the message of a cause may quote what was sent.
 */
final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndecidedException(String message) {
    super(message, null, false, false);
  }
}
