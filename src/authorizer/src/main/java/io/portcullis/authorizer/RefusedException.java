package io.portcullis.authorizer;

/**
 * The caller is not known.
 *
 * <p>API Gateway answers 401 if the message is exactly {@code Unauthorized} (API Gateway Developer
 * Guide, "Use API Gateway Lambda authorizers"), and keeps no such result. Lambda writes whatever
 * the function throws into its log, hence nothing else in it, and no stack.
 */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedException(Refusal refusal) {
    super("Unauthorized", null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
