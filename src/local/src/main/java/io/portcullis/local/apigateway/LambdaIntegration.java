package io.portcullis.local.apigateway;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a method's function and turns its result into a response.
 *
 * <p>Follows "Handling Lambda errors with an API Gateway API"
 * (docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html). A function that is not
 * done at the integration's timeout goes on, as on AWS.
 */
final class LambdaIntegration {
  private final FunctionInvoker functions;
  private final ProxyEvent events;
  private final BinaryMediaTypes binary;
  private final StreamingIntegration streaming;
  private final ExecutorService calls =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "integration");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Integrations with functions.
   *
   * @param idle the longest time between two parts of a streamed response
   */
  LambdaIntegration(
      FunctionInvoker functions, ProxyEvent events, BinaryMediaTypes binary, Duration idle) {
    this.functions = functions;
    this.events = events;
    this.binary = binary;
    this.streaming = new StreamingIntegration(functions, calls, idle);
  }

  /** What the integration made of the call. */
  sealed interface Result {
    /** The function's response. */
    record Answered(Answer answer) implements Result {}

    /** Status and headers of the function's response; its body is under way. */
    record Streamed(Answer head, ResponseStream body) implements Result {}

    /** API Gateway answers in its place. */
    record Broken(GatewayError error) implements Result {}
  }

  Result call(Integration integration, Call call, String path, RequestContext context)
      throws InterruptedException {
    if (!(integration instanceof Integration.LambdaProxy proxy)) {
      return broken(GatewayResponseType.API_CONFIGURATION_ERROR, 500);
    }
    var event = events.of(call, path, context, binary.inRequest(call));
    if (proxy.streamed()) {
      return streaming.call(proxy, event);
    }
    var running = calls.submit(() -> functions.invoke(proxy.functionArn(), event));
    try {
      return read(running.get(proxy.timeout().toMillis(), TimeUnit.MILLISECONDS), call);
    } catch (TimeoutException e) {
      return timedOut();
    } catch (ExecutionException e) {
      return broken(GatewayResponseType.INTEGRATION_FAILURE, 500);
    }
  }

  private Result read(FunctionInvoker.Result result, Call call) {
    if (result instanceof FunctionInvoker.Result.Rejected) {
      return broken(GatewayResponseType.INTEGRATION_FAILURE, 500);
    }
    if (result instanceof FunctionInvoker.Result.Returned returned) {
      var answer = ProxyResponse.parse(returned.payload(), binary.inResponse(call));
      if (answer.isPresent()) {
        return new Result.Answered(answer.get());
      }
    }
    return broken(GatewayResponseType.DEFAULT_5XX, 502);
  }

  static Result timedOut() {
    return new Result.Broken(
        GatewayError.of(GatewayResponseType.INTEGRATION_TIMEOUT, "Endpoint request timed out"));
  }

  static Result broken(GatewayResponseType type, int status) {
    return new Result.Broken(GatewayError.integration(type, status));
  }
}
