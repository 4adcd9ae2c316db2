package io.portcullis.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Lambda entry point under AWS's Java runtime, which sends an answer when it is whole: turns an API
 * Gateway proxy event into an answer of {@link InferenceProxy}.
 */
public final class ProxyHandler implements RequestStreamHandler {
  private final ProxyService service;

  /** Called by Lambda, once per execution environment or snapshot; reads no secret. */
  public ProxyHandler() {
    this(ProxyService.ofFunction());
  }

  ProxyHandler(ProxyService service) {
    this.service = service;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var request =
        service.begin(input, context.getFunctionName(), context::getRemainingTimeInMillis);
    var answer = whole(request);
    var response = ProxyResponse.of(answer, request.event()).json();
    // Measured here, not as it is read: quotes and line breaks grow when the body becomes a string.
    if (response.length > ProxyResponse.LIMIT) {
      answer = Answer.Refusal.of(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
      response = ProxyResponse.of(answer, request.event()).json();
    }
    service.end(request, answer);
    output.write(response);
  }

  private Answer whole(ProxyService.Request request) {
    return request.answer() instanceof Answer.Events events
        ? request.line().upstreamTime(() -> events.whole(service.timeouts(), request.deadline()))
        : request.answer();
  }
}
