package io.portcullis.local.apigateway;

import java.io.IOException;
import java.util.function.Consumer;

/** Where functions run. */
@FunctionalInterface
public interface FunctionInvoker {
  /** How an invocation ended. */
  sealed interface Result {
    /** The function returned a payload. */
    record Returned(byte[] payload) implements Result {}

    /**
     * The function failed.
     *
     * @param message of its error
     */
    record Failed(String message) implements Result {}

    /** Lambda did not run it. */
    record Rejected() implements Result {}
  }

  Result invoke(String functionArn, byte[] event) throws IOException, InterruptedException;

  /** The same, but passes on the payload as it comes. */
  default Result stream(String functionArn, byte[] event, Consumer<byte[]> payload)
      throws IOException, InterruptedException {
    var result = invoke(functionArn, event);
    if (result instanceof Result.Returned returned) {
      payload.accept(returned.payload());
    }
    return result;
  }
}
