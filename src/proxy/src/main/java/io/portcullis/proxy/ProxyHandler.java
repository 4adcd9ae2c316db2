package io.portcullis.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ProxyResponse;
import io.portcullis.proxy.bodylog.BodyRecord;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.RedactedException;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
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
    this(RedactedException.started(ProxyHandler::ofFunction));
  }

  ProxyHandler(ProxyService service) {
    this.service = service;
  }

  private static ProxyService ofFunction() {
    var secrets = new LateSecrets();
    RedactingOutput.install(Redactor.with(secrets));
    var service = ProxyServices.ofFunction();
    secrets.heldBy(service::secrets);
    return service;
  }

  /** AWS's runtime prints what is thrown, and ends the process for an error of the JVM. */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    try {
      answer(input, output, context);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      throw RedactedException.ofEvent(e);
    }
  }

  private void answer(InputStream input, OutputStream output, Context context) throws IOException {
    var request =
        service.begin(input, context.getFunctionName(), context::getRemainingTimeInMillis);
    var answer = whole(request);
    var response = ProxyResponse.of(answer, request.event()).json();
    // Measured here, not as it is read: quotes and line breaks grow when the body becomes a string.
    if (response.length > ProxyResponse.LIMIT) {
      answer = Answer.Refusal.of(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
      response = ProxyResponse.of(answer, request.event()).json();
    }
    var last = answer;
    request.bodies().ifPresent(record -> tell(record, request, last));
    service.end(request, answer);
    output.write(response);
  }

  private static void tell(BodyRecord record, ProxyService.Request request, Answer answer) {
    var body = ProxyResponse.of(answer, request.event()).body();
    if (request.answer() instanceof Answer.Events) {
      record.events(body);
    } else {
      record.answer(body);
    }
  }

  private Answer whole(ProxyService.Request request) {
    return request.answer() instanceof Answer.Events events
        ? request.line().upstreamTime(() -> events.whole(service.timeouts(), request.deadline()))
        : request.answer();
  }
}
