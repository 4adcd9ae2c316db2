package io.portcullis.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * The errors that Lambda itself reports in place of a function.
 *
 * <p>Follows "Troubleshoot execution issues in Lambda"
 * (docs.aws.amazon.com/lambda/latest/dg/troubleshooting-execution.html).
 */
final class FunctionErrors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FunctionErrors() {}

  static InvocationResult timedOut(String requestId, Duration timeout) {
    var seconds = String.format(Locale.ROOT, "%.2f", timeout.toMillis() / 1000.0);
    return error(
        "Sandbox.Timedout",
        "RequestId: %s Error: Task timed out after %s seconds".formatted(requestId, seconds));
  }

  static InvocationResult exited(String requestId, int status) {
    return error(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: exit status %d"
            .formatted(requestId, status));
  }

  static InvocationResult responseTooLarge(int limit) {
    return error(
        "Function.ResponseSizeTooLarge",
        "Response payload size exceeded maximum allowed payload size (%d bytes).".formatted(limit));
  }

  static InvocationResult initTimedOut(String requestId, Duration limit) {
    return error(
        "Sandbox.Timedout",
        "RequestId: %s Error: Init timed out after %d seconds"
            .formatted(requestId, limit.toSeconds()));
  }

  private static InvocationResult error(String type, String message) {
    var body = JSON.createObjectNode().put("errorType", type).put("errorMessage", message);
    return new InvocationResult.FunctionError(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
