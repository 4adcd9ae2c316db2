package io.portcullis.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * How an invocation ended.
 *
 * <p>Follows "Invoke", response and errors (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 */
public sealed interface InvocationResult {
  /** The function returned a payload. */
  record Success(byte[] payload) implements InvocationResult {}

  /** The function ran and failed; the payload holds {@code errorType} and {@code errorMessage}. */
  record FunctionError(byte[] payload) implements InvocationResult {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Message of the error. */
    public String message() {
      try {
        return JSON.readTree(payload).path("errorMessage").asText("the function failed");
      } catch (IOException e) {
        return "the function failed";
      }
    }
  }

  /** Lambda did not run the function. */
  record Rejected(String reason) implements InvocationResult {}
}
