package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;

/**
 * Answers a request by the endpoint's means: checks caller and request, adds the token, judges the
 * reply.
 */
final class InferenceProxy {
  private final TokenCache tokens;
  private final Endpoint endpoint;

  InferenceProxy(TokenCache tokens, Endpoint endpoint) {
    this.tokens = tokens;
    this.endpoint = endpoint;
  }

  Answer answer(ProxyEvent event, Deadline deadline, RequestLine line) {
    try {
      if (!CallerBinding.of(event.stageVariables()).admits(event.apiKeyId(), event.userArn())) {
        throw new RefusedException(RefusalCode.IDENTITY_KEY_MISMATCH);
      }
      return forward(ClientRequest.of(event), deadline, line);
    } catch (RefusedException e) {
      return Answer.Refusal.of(e.code());
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
    return reply.answer();
  }

  private EndpointReply call(
      ClientRequest request, AccessToken token, Deadline deadline, RequestLine line) {
    var reply = line.upstream(() -> endpoint.call(request, token, deadline.left()));
    return new EndpointReply(reply, token);
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
