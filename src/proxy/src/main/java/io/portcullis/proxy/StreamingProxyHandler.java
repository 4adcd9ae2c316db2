package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ProxyResponse;
import io.portcullis.proxy.refusal.ErrorBody;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.rehearsal.Rehearsal;
import io.portcullis.proxy.stream.EventStream;
import io.portcullis.runtime.HttpPrelude;
import io.portcullis.runtime.Invocation;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.runtime.StreamResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Lambda entry point under the function's own runtime, which sends an answer as it comes. A stream
 * that breaks off ends with an event that says so.
 */
public final class StreamingProxyHandler implements StreamHandler {
  private final ProxyService service;
  private final String functionName;

  /** Called once per execution environment or snapshot; reads no secret. */
  public StreamingProxyHandler() {
    this(ProxyServices.ofFunction(), System.getenv("AWS_LAMBDA_FUNCTION_NAME"));
  }

  StreamingProxyHandler(ProxyService service, String functionName) {
    this.service = service;
    this.functionName = functionName;
  }

  /** A rehearsal that fails costs the first call its time, and nobody the function. */
  @Override
  public void beforeSnapshot() {
    try {
      Rehearsal.run(
          System.getenv(),
          variables ->
              new StreamingProxyHandler(ProxyServices.forRehearsal(variables), functionName));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      System.out.println("the rehearsal failed: " + e.getClass().getName());
    }
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
        request.bodies().ifPresent(record -> record.answer(head.body()));
        body.write(head.body().getBytes(UTF_8));
      }
      // What follows keeps no caller waiting.
      response.end();
    } finally {
      service.end(request, request.answer());
    }
  }

  @Override
  public Collection<String> secrets() {
    return service.secrets();
  }

  private void passOn(Answer.Events events, ProxyService.Request request, OutputStream body)
      throws IOException {
    try (var rest = events.rest()) {
      EventStream.Item item = events.first();
      while (item instanceof EventStream.Item.Event event) {
        request.bodies().ifPresent(record -> record.event(event.text()));
        body.write(event.text().getBytes(UTF_8));
        body.flush();
        item = request.next(rest, service.timeouts());
      }
      if (item instanceof EventStream.Item.Failed failed) {
        var error = new ErrorBody(failed.code(), RefusalDetail.of(failed.code()), request.id());
        body.write(error.event().getBytes(UTF_8));
      }
    }
  }
}
