package io.portcullis.proxy.upstream;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.log.RequestLine;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.TokenCache;
import io.portcullis.proxy.validation.ClientRequest;

/**
 * The endpoint, called with the gateway's token. Where it rejects that one it did nothing yet, so
 * that the call is safe to make with another: with what the secret holds now, then with what it
 * held before, each once and only if it is another token.
 */
public final class AuthorizedEndpoint {
  private final Endpoint endpoint;
  private final TokenCache tokens;
  private final RequestTimeouts timeouts;

  public AuthorizedEndpoint(Endpoint endpoint, TokenCache tokens, RequestTimeouts timeouts) {
    this.endpoint = endpoint;
    this.tokens = tokens;
    this.timeouts = timeouts;
  }

  /** The token that a call is made with at first. */
  public AccessToken token(Deadline deadline, RequestLine line) {
    return present(tokens.current(deadline), deadline, line);
  }

  /** Calls it and waits until its answer begins. */
  public EndpointAnswer call(ClientRequest request, Deadline deadline, RequestLine line) {
    var reply = send(request, token(deadline, line), deadline, line);
    if (reply.rejectsToken()) {
      reply = renewed(reply, request, deadline, line);
    }
    var last = reply;
    return line.upstreamTime(() -> last.answer(timeouts, deadline));
  }

  /** It may have been rotated since it was read. */
  private EndpointReply renewed(
      EndpointReply rejection, ClientRequest request, Deadline deadline, RequestLine line) {
    var kept = rejection.token();
    var current = present(tokens.after(kept, deadline), deadline, line);
    var reply = rejection;
    if (!current.equals(kept)) {
      reply = send(request, current, deadline, line);
    }
    return reply.rejectsToken() ? previous(reply, kept, request, deadline, line) : reply;
  }

  /** The endpoint may not know a new token yet; the next call begins with that one nevertheless. */
  private EndpointReply previous(
      EndpointReply rejection,
      AccessToken kept,
      ClientRequest request,
      Deadline deadline,
      RequestLine line) {
    if (!(tokens.previous(rejection.token(), deadline) instanceof StoredToken.Present present)
        || present.token().equals(kept)
        || present.token().equals(rejection.token())) {
      return rejection;
    }
    var reply = send(request, present.token(), deadline, line);
    if (!reply.rejectsToken()) {
      line.previousToken();
    }
    return reply;
  }

  private EndpointReply send(
      ClientRequest request, AccessToken token, Deadline deadline, RequestLine line) {
    var reply = line.upstreamTime(() -> endpoint.call(request, token, deadline));
    line.reply(reply.reply());
    if (reply.rejectsToken()) {
      reply.close();
    }
    return reply;
  }

  private static AccessToken present(StoredToken stored, Deadline deadline, RequestLine line) {
    if (stored instanceof StoredToken.Present present) {
      present.createdAt().ifPresent(line::tokenRead);
      return present.token();
    }
    if (stored instanceof StoredToken.Stale stale) {
      line.staleToken();
      return stale.token();
    }
    if (stored instanceof StoredToken.Missing) {
      throw new RefusedException(RefusalCode.TOKEN_MISSING);
    }
    throw new RefusedException(
        deadline.isOver() ? RefusalCode.GUARD_DEADLINE : RefusalCode.TOKEN_UNAVAILABLE);
  }
}
