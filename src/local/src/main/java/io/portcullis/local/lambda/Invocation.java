package io.portcullis.local.lambda;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One event on its way through an execution environment.
 *
 * @param payload takes what the function returns, whole or bit by bit
 */
record Invocation(
    String requestId,
    String functionArn,
    byte[] event,
    Consumer<byte[]> payload,
    CompletableFuture<InvocationResult> result) {

  static Invocation of(String functionArn, byte[] event, Consumer<byte[]> payload) {
    return new Invocation(
        UUID.randomUUID().toString(), functionArn, event, payload, new CompletableFuture<>());
  }

  @Override
  public String toString() {
    return requestId;
  }
}
