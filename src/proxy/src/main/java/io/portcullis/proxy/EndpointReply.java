package io.portcullis.proxy;

import io.portcullis.http.HttpReply;
import io.portcullis.huggingface.AccessToken;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the endpoint replied to one call, and what a client gets for it. A reply that gives the
 * token away is dropped as a whole.
 */
record EndpointReply(Route route, HttpReply reply, AccessToken token) {
  private static final Pattern RETRY_AFTER = Pattern.compile("\\d{1,6}|[A-Za-z0-9 ,:]{20,40}");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

  /** Whether the endpoint does not know the token. */
  boolean rejectsToken() {
    return reply instanceof HttpReply.Answered answered && answered.status() == 401;
  }

  Answer answer(RequestTimeouts timeouts, Deadline deadline) {
    if (!(reply instanceof HttpReply.Opened opened)) {
      return whole(reply);
    }
    var type = opened.headers().getOrDefault("content-type", "");
    if (MediaType.matches(MediaType.EVENT_STREAM, type)) {
      return events(opened, timeouts, deadline);
    }
    if (MediaType.matches(MediaType.JSON, type)) {
      return whole(opened.whole(ProxyResponse.LIMIT, deadline.left()));
    }
    opened.body().close();
    return new Answer.Refusal(
        RefusalCode.UPSTREAM_RESPONSE_INVALID,
        RefusalCode.UPSTREAM_RESPONSE_INVALID.status(),
        headers(200, opened.headers()));
  }

  /** A status can be told until the first event is passed on, so that one is waited for. */
  private Answer events(HttpReply.Opened opened, RequestTimeouts timeouts, Deadline deadline) {
    var stream = new EventStream(opened.body(), token, route.endsWithDone());
    var first = stream.next(timeouts.firstByte().minus(opened.firstByte()), deadline);
    var headers = headers(200, opened.headers());
    if (first instanceof EventStream.Item.Event event) {
      headers.put(ClientHeader.CONTENT_TYPE, MediaType.EVENT_STREAM);
      return new Answer.Events(headers, event, stream);
    }
    var code =
        first instanceof EventStream.Item.Failed failed
            ? failed.code()
            : RefusalCode.UPSTREAM_RESPONSE_INVALID;
    var before = code == RefusalCode.UPSTREAM_INTERRUPTED ? RefusalCode.UPSTREAM_FAILED : code;
    return new Answer.Refusal(before, before.status(), headers);
  }

  private Answer whole(HttpReply reply) {
    if (reply instanceof HttpReply.Answered answered) {
      return answer(answered);
    }
    if (reply instanceof HttpReply.TimedOut) {
      return Answer.Refusal.of(RefusalCode.GUARD_DEADLINE);
    }
    if (reply instanceof HttpReply.TooLarge) {
      return Answer.Refusal.of(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
    }
    return Answer.Refusal.of(
        reply instanceof HttpReply.NotConnected
            ? RefusalCode.UPSTREAM_UNREACHABLE
            : RefusalCode.UPSTREAM_FAILED);
  }

  private Answer answer(HttpReply.Answered answered) {
    return switch (answered.status()) {
      case 200 -> completion(answered);
      case 400, 404, 413, 422, 424 ->
          refusal(RefusalCode.UPSTREAM_REJECTED, answered.status(), answered);
      case 401 -> refusal(RefusalCode.TOKEN_REJECTED, answered);
      case 403 -> refusal(RefusalCode.TOKEN_FORBIDDEN, answered);
      case 429 -> refusal(RefusalCode.UPSTREAM_OVERLOADED, answered);
      case 503 -> refusal(RefusalCode.UPSTREAM_UNAVAILABLE, answered);
      // A redirect too: it would take the token and the prompt elsewhere.
      default -> refusal(RefusalCode.UPSTREAM_FAILED, answered);
    };
  }

  private Answer completion(HttpReply.Answered answered) {
    var body =
        Utf8.decode(answered.body())
            .filter(JsonObjectText::matches)
            .filter(text -> !token.isIn(text));
    if (body.isEmpty()) {
      return refusal(RefusalCode.UPSTREAM_RESPONSE_INVALID, answered);
    }
    var headers = headers(answered.status(), answered.headers());
    headers.put(ClientHeader.CONTENT_TYPE, MediaType.JSON);
    return new Answer.Completion(headers, body.get());
  }

  private Answer refusal(RefusalCode code, HttpReply.Answered answered) {
    return refusal(code, code.status(), answered);
  }

  private Answer refusal(RefusalCode code, int status, HttpReply.Answered answered) {
    return new Answer.Refusal(code, status, headers(answered.status(), answered.headers()));
  }

  private Map<ClientHeader, String> headers(int status, Map<String, String> ofEndpoint) {
    var headers = new EnumMap<ClientHeader, String>(ClientHeader.class);
    value(ofEndpoint, "x-request-id", REQUEST_ID)
        .ifPresent(id -> headers.put(ClientHeader.UPSTREAM_REQUEST_ID, id));
    if (status == 429 || status == 503) {
      value(ofEndpoint, "retry-after", RETRY_AFTER)
          .ifPresent(time -> headers.put(ClientHeader.RETRY_AFTER, time));
    }
    return headers;
  }

  private Optional<String> value(Map<String, String> headers, String name, Pattern shape) {
    return Optional.ofNullable(headers.get(name))
        .filter(value -> shape.matcher(value).matches())
        .filter(value -> !token.isIn(value));
  }
}
