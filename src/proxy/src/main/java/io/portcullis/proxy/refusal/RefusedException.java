package io.portcullis.proxy.refusal;

/** Ends a request with a refusal. Not an error: it carries no stack trace. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RefusalCode code;
  private final transient RefusalDetail detail;

  public RefusedException(RefusalCode code) {
    this(code, RefusalDetail.of(code));
  }

  public RefusedException(RefusalCode code, RefusalDetail detail) {
    super(code.word(), null, false, false);
    this.code = code;
    this.detail = detail;
  }

  public RefusalCode code() {
    return code;
  }

  public RefusalDetail detail() {
    return detail;
  }
}
