package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.Invocation;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;

/**
 * Lambda entry point under the function's own runtime, which sends an answer as it comes. A stream
 * that breaks off ends with an event that says so.
 */
public final class StreamingProxyHandler implements StreamHandler {
  private final ProxyService service;
  private final String functionName;

  /** Called once per execution environment or snapshot; reads no secret. */
  public StreamingProxyHandler() {
    this(ProxyService.ofFunction(), System.getenv("AWS_LAMBDA_FUNCTION_NAME"));
  }

  StreamingProxyHandler(ProxyService service, String functionName) {
    this.service = service;
    this.functionName = functionName;
  }

  @Override
  public void handle(Invocation invocation, StreamResponse response) throws IOException {
    var request =
        service.begin(
            new ByteArrayInputStream(invocation.event()),
            functionName,
            () -> (int) invocation.remaining(InstantSource.system()).toMillis());
    var head = ProxyResponse.of(request.answer(), request.event());
    var body = response.begin(HttpPrelude.of(head.statusCode(), head.headers()));
    try {
      if (request.answer() instanceof Answer.Events events) {
        passOn(events, request, body);
      } else {
        body.write(head.body().getBytes(UTF_8));
      }
    } finally {
      service.end(request, request.answer());
    }
  }

  private void passOn(Answer.Events events, ProxyService.Request request, OutputStream body)
      throws IOException {
    try (var rest = events.rest()) {
      EventStream.Item item = events.first();
      while (item instanceof EventStream.Item.Event event) {
        body.write(event.text().getBytes(UTF_8));
        body.flush();
        item = request.next(rest, service.timeouts());
      }
      if (item instanceof EventStream.Item.Failed failed) {
        var error = ErrorBody.of(failed.code(), RefusalDetail.of(failed.code()), request.id());
        body.write(error.event().getBytes(UTF_8));
      }
    }
  }
}
