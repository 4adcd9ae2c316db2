package io.portcullis.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One event on its way through an execution environment. */
record Invocation(
    String requestId,
    String functionArn,
    byte[] event,
    CompletableFuture<InvocationResult> result) {

  static Invocation of(String functionArn, byte[] event) {
    return new Invocation(
        UUID.randomUUID().toString(), functionArn, event, new CompletableFuture<>());
  }

  @Override
  public String toString() {
    return requestId;
  }
}
