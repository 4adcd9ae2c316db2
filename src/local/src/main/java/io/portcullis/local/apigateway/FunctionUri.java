package io.portcullis.local.apigateway;

import java.util.Optional;

/**
 * The address by which API Gateway invokes a function, of an integration and of an authorizer
 * alike.
 */
final class FunctionUri {
  private FunctionUri() {}

  /** ARN of the function, a version or an alias; empty if the address is not one of a function. */
  static Optional<String> functionArn(String uri) {
    return uri.contains(":lambda:path/")
        ? Optional.of(
            uri.replaceFirst("^.*/functions/", "")
                .replaceFirst("/(response-streaming-)?invocations$", ""))
        : Optional.empty();
  }
}
