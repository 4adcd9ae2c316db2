package io.portcullis.local.apigateway;

import java.time.Instant;
import java.util.UUID;

/**
 * The header {@code X-Amzn-Trace-Id} in the form of AWS X-Ray ("Tracing header",
 * docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html). Nothing is traced here.
 */
final class TraceHeader {
  private TraceHeader() {}

  static String next(Instant time) {
    var random = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    return "Root=1-%08x-%s".formatted(time.getEpochSecond(), random);
  }
}
