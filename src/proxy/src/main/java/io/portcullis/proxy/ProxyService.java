package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.bodylog.BodyRecord;
import io.portcullis.proxy.bodylog.SampledBodies;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.log.RequestLine;
import io.portcullis.proxy.log.RequestLog;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.stream.EventStream;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.token.TokenSecret;
import io.portcullis.redaction.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** What a request goes through whichever way its answer is sent. */
final class ProxyService {
  private final TokenCache tokens;
  private final InferenceProxy proxy;
  private final RequestTimeouts timeouts;
  private final RequestLog log;
  private final SampledBodies bodies;

  /** A service that logs no bodies. */
  ProxyService(
      ProxySettings settings,
      TokenSecret secret,
      Optional<Table> table,
      InstantSource clock,
      PrintStream out) {
    this(settings, secret, table, clock, out, redactor -> SampledBodies.off());
  }

  /**
   * A service.
   *
   * @param bodies makes the log of bodies of a redactor that knows the token
   */
  ProxyService(
      ProxySettings settings,
      TokenSecret secret,
      Optional<Table> table,
      InstantSource clock,
      PrintStream out,
      Function<Redactor, SampledBodies> bodies) {
    this.tokens = new TokenCache(secret, settings.tokenCache(), clock, new SecureRandom());
    this.proxy = new ProxyParts(settings, tokens, table, clock).proxy();
    this.timeouts = settings.timeouts();
    this.log = new RequestLog(out, clock);
    this.bodies = bodies.apply(Redactor.with(this::secrets));
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
    Exchange exchange;
    try {
      var event = ProxyEvent.read(json);
      line.event(event);
      read = Optional.of(event);
      exchange = proxy.answer(event, deadline, line);
    } catch (IOException | RuntimeException e) {
      line.failure(e);
      exchange = Exchange.of(Answer.Refusal.of(RefusalCode.GUARD_INTERNAL));
    }
    return new Request(read, exchange, deadline, line, read.flatMap(bodies::begin));
  }

  /**
   * Logs a request whose answer has been sent, or is about to be, and settles it. In this order:
   * what cannot be settled before Lambda ends the function expires, and the line would be lost.
   */
  void end(Request request, Answer answer) {
    log.write(request.line(), answer);
    try {
      request.exchange().settling().run();
    } catch (RuntimeException e) {
      // The answer stands, and what was reserved expires.
      log.afterwards(request.id(), "settling", e.getClass().getName());
    }
    request
        .bodies()
        .flatMap(record -> bodies.write(record, answer.status()))
        .ifPresent(word -> log.afterwards(request.id(), "body_log", word));
  }

  /** What no log may show. */
  Collection<String> secrets() {
    return tokens.kept().map(AccessToken::value).map(List::of).orElse(List.of());
  }

  RequestTimeouts timeouts() {
    return timeouts;
  }

  /**
   * A request and its answer.
   *
   * @param event if it could be read
   * @param line of the log, which still lacks the end
   * @param bodies what is told of the bodies, if it is
   */
  record Request(
      Optional<ProxyEvent> event,
      Exchange exchange,
      Deadline deadline,
      RequestLine line,
      Optional<BodyRecord> bodies) {

    Answer answer() {
      return exchange.answer();
    }

    Optional<String> id() {
      return event.flatMap(ProxyEvent::requestId);
    }

    /** The next event of the answer's stream. */
    EventStream.Item next(EventStream stream, RequestTimeouts timeouts) {
      return line.upstreamTime(() -> stream.next(timeouts.idle(), deadline));
    }
  }
}
