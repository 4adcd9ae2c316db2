package io.portcullis.stacks.change;

/** What is deployed cannot be read, so that nobody knows what a change would do. */
public final class NotReadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotReadableException(String message) {
    super(message);
  }
}
