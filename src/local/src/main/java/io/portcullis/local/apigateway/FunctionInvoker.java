package io.portcullis.local.apigateway;

import java.io.IOException;

/** Where functions run. */
@FunctionalInterface
public interface FunctionInvoker {
  /** How an invocation ended. */
  sealed interface Result {
    /** The function returned a payload. */
    record Returned(byte[] payload) implements Result {}

    /** The function failed. */
    record Failed() implements Result {}

    /** Lambda did not run it. */
    record Rejected() implements Result {}
  }

  Result invoke(String functionArn, byte[] event) throws IOException, InterruptedException;
}
