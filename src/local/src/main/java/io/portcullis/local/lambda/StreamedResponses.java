package io.portcullis.local.lambda;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes the responses that a runtime streams, and passes on each part as it comes; leaves every
 * other request of the Runtime API to the handler within.
 *
 * <p>Follows "Building a custom runtime for AWS Lambda", "Implementing response streaming in a
 * custom runtime" (docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html).
 */
final class StreamedResponses extends Handler.Wrapper {
  private static final Pattern RESPONSE =
      Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/response");
  private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  private final Function<String, Optional<Invocation>> running;

  /**
   * Streams beside another handler.
   *
   * @param running the invocation that is under way, by its request id
   */
  StreamedResponses(Handler whole, Function<String, Optional<Invocation>> running) {
    super(whole);
    this.running = running;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var path = RESPONSE.matcher(request.getHttpURI().getPath());
    if (!path.matches() || !"streaming".equals(request.getHeaders().get(MODE))) {
      return super.handle(request, response, callback);
    }
    var invocation = running.apply(path.group(1));
    if (invocation.isEmpty()) {
      response.setStatus(400);
      callback.succeeded();
      return true;
    }
    try {
      passOn(request, invocation.get());
      invocation.get().result().complete(end(request));
      response.setStatus(202);
      callback.succeeded();
    } catch (IOException e) {
      // The process has ended, which is the invocation's result too.
      callback.failed(e);
    }
    return true;
  }

  private static void passOn(Request request, Invocation invocation) throws IOException {
    var buffer = new byte[16 * 1024];
    try (var in = Content.Source.asInputStream(request)) {
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        invocation.payload().accept(Arrays.copyOf(buffer, count));
      }
    }
  }

  /** An error that came to light under way is in the trailers. */
  private static InvocationResult end(Request request) {
    var trailers = Optional.ofNullable(request.getTrailers());
    if (trailers.map(fields -> fields.get(ERROR_TYPE)).isEmpty()) {
      return new InvocationResult.Success(new byte[0]);
    }
    var body = trailers.map(fields -> fields.get(ERROR_BODY)).orElse("");
    return new InvocationResult.FunctionError(Base64.getDecoder().decode(body));
  }
}
