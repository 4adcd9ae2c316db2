package io.portcullis.local;

import io.portcullis.local.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads how a step of a rotation function ended. */
final class RotationResult {
  private RotationResult() {}

  static byte[] bytes(String event) {
    return event.getBytes(StandardCharsets.UTF_8);
  }

  /** Why the step failed, empty if it did not. */
  static Optional<String> failure(InvocationResult result) {
    if (result instanceof InvocationResult.FunctionError error) {
      return Optional.of(error.message());
    }
    return result instanceof InvocationResult.Rejected rejected
        ? Optional.of(rejected.reason())
        : Optional.empty();
  }
}
