package io.portcullis.local.waf;

/** A part of a rule that only AWS can evaluate; the message is its name. */
final class NotEvaluatedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotEvaluatedException(String part) {
    super(part);
  }
}
