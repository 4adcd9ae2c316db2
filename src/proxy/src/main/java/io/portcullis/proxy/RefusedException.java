package io.portcullis.proxy;

/** Ends a request with a refusal. Not an error: it carries no stack trace. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RefusalCode code;

  RefusedException(RefusalCode code) {
    super(code.word(), null, false, false);
    this.code = code;
  }

  RefusalCode code() {
    return code;
  }
}
