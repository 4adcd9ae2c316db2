package io.portcullis.local.lambda;

import java.util.UUID;

/**
 * Identifiers in the form of AWS X-Ray ("Tracing header",
 * docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html). Nothing is traced here.
 */
final class TraceId {
  private TraceId() {}

  /** A new root, not sampled. */
  static String next() {
    var random = UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    return "Root=1-%08x-%s;Sampled=0".formatted(System.currentTimeMillis() / 1000, random);
  }
}
