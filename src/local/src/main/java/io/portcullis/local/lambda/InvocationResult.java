package io.portcullis.local.lambda;

/**
 * How an invocation ended.
 *
 * <p>Follows "Invoke", response and errors (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 */
public sealed interface InvocationResult {
  /** The function returned a payload. */
  record Success(byte[] payload) implements InvocationResult {}

  /** The function ran and failed; the payload holds {@code errorType} and {@code errorMessage}. */
  record FunctionError(byte[] payload) implements InvocationResult {}

  /** Lambda did not run the function. */
  record Rejected(String reason) implements InvocationResult {}
}
