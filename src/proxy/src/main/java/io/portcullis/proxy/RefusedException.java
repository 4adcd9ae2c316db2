package io.portcullis.proxy;

/** Ends a request with a refusal. Not an error: it carries no stack trace. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RefusalCode code;
  private final transient RefusalDetail detail;

  RefusedException(RefusalCode code) {
    this(code, RefusalDetail.of(code));
  }

  RefusedException(RefusalCode code, RefusalDetail detail) {
    super(code.word(), null, false, false);
    this.code = code;
    this.detail = detail;
  }

  Answer.Refusal refusal() {
    return Answer.Refusal.of(code, detail);
  }
}
