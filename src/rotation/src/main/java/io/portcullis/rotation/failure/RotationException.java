package io.portcullis.rotation.failure;

import io.portcullis.redaction.Redactor;

/**
 * Why a step or a task failed, in words for an operator. Lambda prints them past standard output,
 * so they are redacted here.
 */
public final class RotationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RotationException(String message) {
    super(Redactor.ofForms().redact(message));
  }

  /** A failure that nobody foresaw: where it happened, without its message. */
  public static RotationException unforeseen(RuntimeException failure) {
    var exception =
        new RotationException(
            "the function failed with '%s'".formatted(failure.getClass().getName()));
    exception.setStackTrace(failure.getStackTrace());
    return exception;
  }
}
