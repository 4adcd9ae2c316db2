package io.portcullis.redaction;

import java.util.function.Supplier;

/**
 * An exception that may leave a function, whatever prints it: the class and the redacted message of
 * another one, its stack, and its causes in the same way.
 */
public final class RedactedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Causes of causes, which could come in a circle. */
  private static final int DEEPEST = 8;

  private RedactedException(Throwable thrown, String message, RedactedException cause) {
    super(message, cause, false, true);
    setStackTrace(thrown.getStackTrace());
  }

  /** Why a function cannot start; about its settings, which an operator has to see. */
  public static RedactedException ofStart(Throwable thrown, Redactor redactor) {
    return ofStart(thrown, redactor, 0);
  }

  private static RedactedException ofStart(Throwable thrown, Redactor redactor, int depth) {
    var cause = thrown.getCause();
    return new RedactedException(
        thrown,
        redactor.redact(thrown.getClass().getName() + ": " + thrown.getMessage()),
        cause == null || depth == DEEPEST ? null : ofStart(cause, redactor, depth + 1));
  }

  /** Why a function failed on an event: without messages, which may quote what a caller sent. */
  public static RedactedException ofEvent(Throwable thrown) {
    return new RedactedException(
        thrown, "the handler failed with '%s'".formatted(thrown.getClass().getName()), null);
  }

  /** What a function starts with, or why there is none. */
  public static <T> T started(Supplier<T> start) {
    try {
      return start.get();
    } catch (RuntimeException | Error e) {
      throw ofStart(e, Redactor.ofForms());
    }
  }

  /** As the exception that it stands for. */
  @Override
  public String toString() {
    return getMessage();
  }
}
