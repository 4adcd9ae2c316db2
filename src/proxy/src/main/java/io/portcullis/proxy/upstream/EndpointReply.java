package io.portcullis.proxy.upstream;

import io.portcullis.http.HttpReply;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.answer.ProxyResponse;
import io.portcullis.proxy.content.AnswerObject;
import io.portcullis.proxy.content.MediaType;
import io.portcullis.proxy.content.Utf8;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.outcome.Outcome;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.request.Route;
import io.portcullis.proxy.stream.EventStream;
import io.portcullis.proxy.token.TokenTraces;
import java.time.Duration;
import java.util.Map;

/**
 * What the endpoint replied to one call, and what a client gets for it. A reply that gives the
 * token away is dropped as a whole.
 *
 * @param hold how long the endpoint was asked to hold the call
 * @param hidesUsage whether a client did not ask for the usage that a stream was asked for
 */
public record EndpointReply(
    Route route, HttpReply reply, AccessToken token, Hold hold, boolean hidesUsage) {

  /** Whether the endpoint does not know the token. */
  public boolean rejectsToken() {
    var rejected = reply instanceof HttpReply.Opened opened && opened.status() == 401;
    return rejected || reply instanceof HttpReply.Answered answered && answered.status() == 401;
  }

  /** Gives up what has not been read of it. */
  void close() {
    if (reply instanceof HttpReply.Opened opened) {
      opened.body().close();
    }
  }

  /** Waits for the answer, if one begins to come, or judges why there is none. */
  public EndpointAnswer answer(RequestTimeouts timeouts, Deadline deadline) {
    if (reply instanceof HttpReply.Opened opened) {
      return opened.status() == 200
          ? opened(opened, timeouts, deadline)
          : refused(opened, deadline);
    }
    // An answer without a body, such as an interim one.
    return reply instanceof HttpReply.Answered answered
        ? refused(answered.status(), answered.firstByte(), false, answered.headers())
        : refusal(Verdict.of(reply), Map.of());
  }

  private EndpointAnswer refused(HttpReply.Opened opened, Deadline deadline) {
    var paused = opened.status() == 400 && PausedBody.isIn(opened, deadline);
    opened.body().close();
    return refused(opened.status(), opened.firstByte(), paused, opened.headers());
  }

  private EndpointAnswer refused(
      int status, Duration took, boolean paused, Map<String, String> headers) {
    var verdict = Verdict.ofStatus(status, took, hold, paused);
    var refusal = refusal(verdict, headers);
    return verdict.outcome() == Outcome.WARMING
        ? new EndpointAnswer(refusal.answer(), Outcome.WARMING, took)
        : refusal;
  }

  private EndpointAnswer opened(
      HttpReply.Opened opened, RequestTimeouts timeouts, Deadline deadline) {
    var type = opened.headers().getOrDefault("content-type", "");
    if (!isCompressed(opened.headers())) {
      if (MediaType.matches(MediaType.EVENT_STREAM, type)) {
        return events(opened, timeouts, deadline);
      }
      if (MediaType.matches(MediaType.JSON, type)) {
        return completion(opened, deadline);
      }
    }
    opened.body().close();
    return broken(RefusalCode.UPSTREAM_RESPONSE_INVALID, opened);
  }

  /** Nobody asked for it. */
  private static boolean isCompressed(Map<String, String> headers) {
    return !headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity");
  }

  /** A status can be told until the first event is passed on, so that one is waited for. */
  private EndpointAnswer events(
      HttpReply.Opened opened, RequestTimeouts timeouts, Deadline deadline) {
    var stream = new EventStream(opened.body(), token, route.endsWithDone(), hidesUsage);
    var first = stream.next(timeouts.firstByte().minus(opened.firstByte()), deadline);
    if (first instanceof EventStream.Item.Event event) {
      var headers = passedOn(opened.headers());
      headers.put(ClientHeader.CONTENT_TYPE, MediaType.EVENT_STREAM);
      return EndpointAnswer.of(new Answer.Events(headers, event, stream), Outcome.ANSWERED);
    }
    var code =
        first instanceof EventStream.Item.Failed failed
            ? failed.code()
            : RefusalCode.UPSTREAM_RESPONSE_INVALID;
    var before = code == RefusalCode.UPSTREAM_INTERRUPTED ? RefusalCode.UPSTREAM_FAILED : code;
    return broken(before, opened);
  }

  private EndpointAnswer completion(HttpReply.Opened opened, Deadline deadline) {
    var whole = opened.whole(ProxyResponse.LIMIT, deadline.left());
    if (!(whole instanceof HttpReply.Answered answered)) {
      return refusal(Verdict.of(whole), opened.headers());
    }
    var body = Utf8.decode(answered.body()).filter(text -> !new TokenTraces(token).isIn(text));
    var object = body.flatMap(AnswerObject::read);
    if (object.isEmpty()) {
      return broken(RefusalCode.UPSTREAM_RESPONSE_INVALID, opened);
    }
    if (object.get().hasError()) {
      return broken(RefusalCode.UPSTREAM_FAILED, opened);
    }
    var headers = passedOn(opened.headers());
    headers.put(ClientHeader.CONTENT_TYPE, MediaType.JSON);
    return EndpointAnswer.of(
        new Answer.Completion(headers, body.get(), object.get().usage()), Outcome.ANSWERED);
  }

  private EndpointAnswer broken(RefusalCode code, HttpReply.Opened opened) {
    return refusal(Verdict.ofBroken(code), opened.headers());
  }

  private EndpointAnswer refusal(Verdict verdict, Map<String, String> headers) {
    return EndpointAnswer.of(
        new Answer.Refusal(
            verdict.code(), verdict.status(), new PassedHeaders(token).of(verdict.code(), headers)),
        verdict.outcome());
  }

  private Map<ClientHeader, String> passedOn(Map<String, String> headers) {
    return new PassedHeaders(token).of(headers);
  }
}
