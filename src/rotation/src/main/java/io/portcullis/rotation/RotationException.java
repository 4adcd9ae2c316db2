package io.portcullis.rotation;

import io.portcullis.redaction.Redactor;

/**
 * Why a step failed, in words for an operator. Lambda prints them past standard output, so they are
 * redacted here.
 */
final class RotationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RotationException(String message) {
    super(Redactor.ofForms().redact(message));
  }

  /** A failure that nobody foresaw: where it happened, without its message. */
  static RotationException unforeseen(RuntimeException failure) {
    var exception =
        new RotationException("step failed with '%s'".formatted(failure.getClass().getName()));
    exception.setStackTrace(failure.getStackTrace());
    return exception;
  }
}
