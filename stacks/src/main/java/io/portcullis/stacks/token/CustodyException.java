package io.portcullis.stacks.token;

/** Something that cannot be told or done; the message is for whoever asked, and never a value. */
final class CustodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CustodyException(String message) {
    super(message);
  }
}
