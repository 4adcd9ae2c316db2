package io.portcullis.local.apigateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request's authorizer said of its caller.
 *
 * @param latency of the function, zero if the result was cached
 */
record AuthorizerResult(AuthorizerOutput output, Duration latency) {

  /** Context and principal, as the integration and {@code $context.authorizer} have them. */
  Map<String, String> values() {
    var values = new LinkedHashMap<>(output.context());
    values.put("principalId", output.principalId());
    return values;
  }

  Optional<String> usageIdentifierKey() {
    return output.usageIdentifierKey();
  }
}
