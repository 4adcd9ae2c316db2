package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Calls a method's function and begins the response as soon as its status and headers are there.
 *
 * <p>Follows "Stream the integration response for your proxy integrations in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html): the limits of
 * time, and 500 for a payload in another format. What a client sees of a function that fails is
 * said nowhere: 502 as from a buffered one before the headers, a connection that breaks off after
 * them.
 */
final class StreamingIntegration {
  private final FunctionInvoker functions;
  private final Executor calls;
  private final Duration idle;

  StreamingIntegration(FunctionInvoker functions, Executor calls, Duration idle) {
    this.functions = functions;
    this.calls = calls;
    this.idle = idle;
  }

  /** The longest time between two parts of a stream, by the API's endpoint type. */
  static Duration idleLimit(Resource api) {
    var type =
        api.properties()
            .find("EndpointConfiguration")
            .map(configuration -> configuration.path("Types").path(0).asText("EDGE"))
            .orElse("EDGE");
    return type.equals("EDGE") ? Duration.ofSeconds(30) : Duration.ofMinutes(5);
  }

  LambdaIntegration.Result call(Integration.LambdaProxy proxy, byte[] event)
      throws InterruptedException {
    var payload = new Payload(idle, proxy.timeout());
    calls.execute(() -> payload.end(run(proxy.functionArn(), event, payload)));
    var head = new StreamedHead();
    while (!head.isDecided()) {
      var item = payload.next();
      if (item instanceof Payload.Item.Missing) {
        return LambdaIntegration.timedOut();
      }
      if (item instanceof Payload.Item.End end) {
        return failed(end.result(), head);
      }
      head.add(((Payload.Item.Part) item).bytes());
    }
    var read = head.read();
    return read.isPresent() ? begin(read.get(), payload) : malformed();
  }

  private FunctionInvoker.Result run(String functionArn, byte[] event, Payload payload) {
    try {
      return functions.stream(functionArn, event, payload);
    } catch (IOException | RuntimeException e) {
      return new FunctionInvoker.Result.Rejected();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FunctionInvoker.Result.Rejected();
    }
  }

  private static LambdaIntegration.Result failed(FunctionInvoker.Result result, StreamedHead head) {
    if (result instanceof FunctionInvoker.Result.Rejected) {
      return LambdaIntegration.broken(GatewayResponseType.INTEGRATION_FAILURE, 500);
    }
    return result instanceof FunctionInvoker.Result.Failed && head.isEmpty()
        ? LambdaIntegration.broken(GatewayResponseType.DEFAULT_5XX, 502)
        : malformed();
  }

  private static LambdaIntegration.Result malformed() {
    return LambdaIntegration.broken(GatewayResponseType.DEFAULT_5XX, 500);
  }

  private static LambdaIntegration.Result begin(Answer head, Payload payload)
      throws InterruptedException {
    var stream = new ResponseStream(head.body(), payload);
    var answer = head.withBody(new byte[0]);
    return answer.status() < 400
        ? new LambdaIntegration.Result.Streamed(answer, stream)
        : refusal(answer, stream);
  }

  /** A refusal is read as a whole, so that the records of the host can name its layer. */
  private static LambdaIntegration.Result refusal(Answer answer, ResponseStream stream)
      throws InterruptedException {
    var body = new ByteArrayOutputStream();
    try {
      stream.copyTo(body);
      return new LambdaIntegration.Result.Answered(answer.withBody(body.toByteArray()));
    } catch (IOException e) {
      return LambdaIntegration.broken(GatewayResponseType.DEFAULT_5XX, 502);
    }
  }
}
