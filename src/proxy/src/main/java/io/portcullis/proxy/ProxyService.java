package io.portcullis.proxy;

import io.portcullis.http.HttpCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What a request goes through whichever way its answer is sent. */
final class ProxyService {
  private final InferenceProxy proxy;
  private final RequestTimeouts timeouts;
  private final RequestLog log;

  ProxyService(ProxySettings settings, TokenSecret secret, InstantSource clock, PrintStream out) {
    // Room for one lost packet, which TCP sends again after a second.
    var caller = new HttpCaller(Duration.ofSeconds(3));
    this.timeouts = settings.timeouts();
    this.proxy =
        new InferenceProxy(
            new TokenCache(secret, settings.tokenCache(), clock),
            new HttpEndpoint(settings.endpoint(), caller, timeouts),
            timeouts,
            new BodyValidation(settings.limits()));
    this.log = new RequestLog(out, clock);
  }

  /** The service of a function in Lambda; reads no secret yet. */
  static ProxyService ofFunction() {
    var settings = ProxySettings.of(System.getenv());
    return new ProxyService(
        settings,
        new SecretsManagerTokenSecret(
            SecretsManagerTokenSecret.clientBuilder().build(), settings.tokenSecretArn()),
        InstantSource.system(),
        System.out);
  }

  /**
   * Finds the answer to an event; whoever sends it must {@link #end} the request.
   *
   * @param millisLeft the time until Lambda ends the function
   */
  Request begin(InputStream json, String functionName, IntSupplier millisLeft) {
    var line = log.begin(functionName);
    var deadline = Deadline.of(timeouts.total(), millisLeft);
    var read = Optional.<ProxyEvent>empty();
    Answer answer;
    try {
      var event = ProxyEvent.read(json);
      line.event(event);
      read = Optional.of(event);
      answer = proxy.answer(event, deadline, line);
    } catch (IOException | RuntimeException e) {
      line.failure(e);
      answer = Answer.Refusal.of(RefusalCode.GUARD_INTERNAL);
    }
    return new Request(read, answer, deadline, line);
  }

  /** Logs a request whose answer has been sent, or is about to be. */
  void end(Request request, Answer answer) {
    log.write(request.line(), answer);
  }

  RequestTimeouts timeouts() {
    return timeouts;
  }

  /**
   * A request and its answer.
   *
   * @param event if it could be read
   * @param line of the log, which still lacks the end
   */
  record Request(Optional<ProxyEvent> event, Answer answer, Deadline deadline, RequestLine line) {

    Optional<String> id() {
      return event.flatMap(ProxyEvent::requestId);
    }

    /** The next event of the answer's stream. */
    EventStream.Item next(EventStream stream, RequestTimeouts timeouts) {
      return line.upstreamTime(() -> stream.next(timeouts.idle(), deadline));
    }
  }
}
