package io.portcullis.proxy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.portcullis.huggingface.HttpCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lambda entry point: turns an API Gateway proxy event into an answer of {@link InferenceProxy}.
 */
public final class ProxyHandler implements RequestStreamHandler {
  private final InferenceProxy proxy;
  private final RequestLog log;

  /** Called by Lambda, once per execution environment or snapshot; reads no secret. */
  public ProxyHandler() {
    this(ProxySettings.of(System.getenv()));
  }

  private ProxyHandler(ProxySettings settings) {
    this(
        settings,
        new SecretsManagerTokenSecret(
            SecretsManagerTokenSecret.clientBuilder().build(), settings.tokenSecretArn()),
        InstantSource.system(),
        System.out);
  }

  ProxyHandler(ProxySettings settings, TokenSecret secret, InstantSource clock, PrintStream out) {
    // Room for one lost packet, which TCP sends again after a second.
    var caller = new HttpCaller(Duration.ofSeconds(3));
    this.proxy =
        new InferenceProxy(
            new TokenCache(secret, settings.tokenCache(), clock),
            new HttpEndpoint(settings.endpoint(), caller));
    this.log = new RequestLog(out, clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var line = log.begin(context.getFunctionName());
    var read = Optional.<ProxyEvent>empty();
    Answer answer;
    try {
      var event = ProxyEvent.read(input);
      line.event(event);
      read = Optional.of(event);
      answer = proxy.answer(event, Deadline.of(context), line);
    } catch (IOException | RuntimeException e) {
      line.failure(e);
      answer = Answer.Refusal.of(RefusalCode.GUARD_INTERNAL);
    }
    var response = ProxyResponse.of(answer, read).json();
    // Measured here, not as it is read: quotes and line breaks grow when the body becomes a string.
    if (response.length > ProxyResponse.LIMIT) {
      answer = Answer.Refusal.of(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
      response = ProxyResponse.of(answer, read).json();
    }
    log.write(line, answer);
    output.write(response);
  }
}
