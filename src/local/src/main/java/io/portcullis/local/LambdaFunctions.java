package io.portcullis.local;

import io.portcullis.local.apigateway.FunctionInvoker;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The functions of Lambda, as API Gateway invokes them. */
record LambdaFunctions(Supplier<Lambda> lambda) implements FunctionInvoker {
  @Override
  public Result invoke(String functionArn, byte[] event) throws IOException, InterruptedException {
    return result(lambda.get().invoke(functionArn, event));
  }

  @Override
  public Result stream(String functionArn, byte[] event, Consumer<byte[]> payload)
      throws IOException, InterruptedException {
    return result(lambda.get().invokeWithResponseStream(functionArn, event, payload));
  }

  private static Result result(InvocationResult result) {
    if (result instanceof InvocationResult.Success success) {
      return new Result.Returned(success.payload());
    }
    return result instanceof InvocationResult.FunctionError error
        ? new Result.Failed(error.message())
        : new Result.Rejected();
  }
}
