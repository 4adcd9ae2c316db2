package io.portcullis.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.lambda.InvocationResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads how a step of a rotation function ended. */
final class RotationResult {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RotationResult() {}

  static byte[] bytes(String event) {
    return event.getBytes(StandardCharsets.UTF_8);
  }

  /** Why the step failed, empty if it did not. */
  static Optional<String> failure(InvocationResult result) throws IOException {
    if (result instanceof InvocationResult.FunctionError error) {
      var payload = JSON.readTree(error.payload());
      return Optional.of(payload.path("errorMessage").asText("the function failed"));
    }
    return result instanceof InvocationResult.Rejected rejected
        ? Optional.of(rejected.reason())
        : Optional.empty();
  }
}
