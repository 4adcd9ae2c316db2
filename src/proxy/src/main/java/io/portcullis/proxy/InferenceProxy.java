package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;

/**
 * Answers a request by the endpoint's means: checks caller and request, adds the token, judges the
 * reply.
 */
final class InferenceProxy {
  private final TokenCache tokens;
  private final Endpoint endpoint;
  private final RequestTimeouts timeouts;
  private final BodyValidation validation;

  InferenceProxy(
      TokenCache tokens, Endpoint endpoint, RequestTimeouts timeouts, BodyValidation validation) {
    this.tokens = tokens;
    this.endpoint = endpoint;
    this.timeouts = timeouts;
    this.validation = validation;
  }

  Answer answer(ProxyEvent event, Deadline deadline, RequestLine line) {
    try {
      CallerBinding.of(event.stageVariables())
          .admit(event.caller(), event.apiKeyId(), event.source());
      return forward(ClientRequest.of(event, validation), deadline, line);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  private Answer forward(ClientRequest request, Deadline deadline, RequestLine line) {
    var token = present(tokens.current(deadline), deadline, line);
    var reply = call(request, token, deadline, line);
    if (reply.rejectsToken()) {
      // It may have been rotated since it was read. The endpoint did nothing yet, so that the one
      // repetition is safe; with the same token it would be pointless.
      var renewed = present(tokens.after(token, deadline), deadline, line);
      if (!renewed.equals(token)) {
        reply = call(request, renewed, deadline, line);
      }
    }
    var last = reply;
    return line.upstreamTime(() -> last.answer(timeouts, deadline));
  }

  private EndpointReply call(
      ClientRequest request, AccessToken token, Deadline deadline, RequestLine line) {
    var reply = line.upstreamTime(() -> endpoint.call(request, token, deadline));
    line.reply(reply);
    return new EndpointReply(request.route(), reply, token);
  }

  private static AccessToken present(StoredToken stored, Deadline deadline, RequestLine line) {
    if (stored instanceof StoredToken.Present present) {
      present.createdAt().ifPresent(line::tokenRead);
      return present.token();
    }
    if (stored instanceof StoredToken.Missing) {
      throw new RefusedException(RefusalCode.TOKEN_MISSING);
    }
    throw new RefusedException(
        deadline.isOver() ? RefusalCode.GUARD_DEADLINE : RefusalCode.TOKEN_UNAVAILABLE);
  }
}
