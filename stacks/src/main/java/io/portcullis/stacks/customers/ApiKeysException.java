package io.portcullis.stacks.customers;

/** Something that cannot be told or done; the message is one line for whoever asked. */
final class ApiKeysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApiKeysException(String message) {
    super(message);
  }
}
