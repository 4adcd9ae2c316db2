package io.portcullis.stacks.aws;

import com.fasterxml.jackson.databind.JsonNode;

/** What AWS said. */
public sealed interface AwsAnswer {

  /** The answer as it is documented. */
  record Body(JsonNode json) implements AwsAnswer {}

  /**
   * No answer, and why.
   *
   * @param code AWS's error code, such as {@code AccessDenied}, or empty if AWS was not reached
   * @param message one line
   */
  record Refusal(String code, String message) implements AwsAnswer {
    @Override
    public String toString() {
      return code.isEmpty() ? message : "%s: %s".formatted(code, message);
    }
  }
}
