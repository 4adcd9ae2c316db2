package io.portcullis.proxy.upstream;

import io.portcullis.http.HttpReply;
import io.portcullis.proxy.outcome.Outcome;
import io.portcullis.proxy.refusal.RefusalCode;
import java.time.Duration;

/**
 * What a reply that is no answer means.
 *
 * @param status that the client gets
 */
record Verdict(RefusalCode code, int status, Outcome outcome) {
  /** Whatever an engine does, it does not do it in less; a busy one says so at once. */
  private static final Duration FAST = Duration.ofSeconds(1);

  private static Verdict of(RefusalCode code, Outcome outcome) {
    return new Verdict(code, code.status(), outcome);
  }

  /** Of an answer that began with 200, and is none. */
  static Verdict ofBroken(RefusalCode code) {
    return of(code, EndpointAnswer.ofBroken(code));
  }

  /** Of a call that got no answer, or only a part of one. */
  static Verdict of(HttpReply reply) {
    if (reply instanceof HttpReply.TimedOut) {
      return of(RefusalCode.GUARD_DEADLINE, Outcome.FAULT);
    }
    if (reply instanceof HttpReply.TooLarge) {
      return ofBroken(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE);
    }
    if (reply instanceof HttpReply.NotConnected) {
      return of(RefusalCode.UPSTREAM_UNREACHABLE, Outcome.REFUSED_SAFE);
    }
    // Nothing was sent, but a certificate is the same a second later.
    return reply instanceof HttpReply.Untrusted
        ? of(RefusalCode.UPSTREAM_UNTRUSTED, Outcome.FAULT)
        : of(RefusalCode.UPSTREAM_FAILED, Outcome.FAULT);
  }

  /**
   * Of a status other than 200.
   *
   * @param took time until it came
   * @param paused whether Hugging Face's proxy says that the endpoint is paused
   */
  static Verdict ofStatus(int status, Duration took, Hold hold, boolean paused) {
    if (hold.isWarming(status, took)) {
      return of(RefusalCode.UPSTREAM_WARMING, Outcome.WARMING);
    }
    if (status >= 300 && status < 400) {
      // To follow would take the token and the prompt elsewhere.
      return of(RefusalCode.UPSTREAM_REDIRECTED, Outcome.FAULT);
    }
    return switch (status) {
      case 400 ->
          paused
              ? of(RefusalCode.UPSTREAM_PAUSED, Outcome.OTHER)
              : new Verdict(RefusalCode.UPSTREAM_REJECTED, status, Outcome.ANSWERED);
      case 401 -> of(RefusalCode.TOKEN_REJECTED, Outcome.OTHER);
      case 403 -> of(RefusalCode.TOKEN_FORBIDDEN, Outcome.OTHER);
      case 404, 413, 422, 424 ->
          new Verdict(RefusalCode.UPSTREAM_REJECTED, status, Outcome.ANSWERED);
      case 429 -> of(RefusalCode.UPSTREAM_OVERLOADED, Outcome.OTHER);
      case 502 -> of(RefusalCode.UPSTREAM_FAILED, safeIfFast(took));
      case 503 -> of(RefusalCode.UPSTREAM_UNAVAILABLE, safeIfFast(took));
      default -> of(RefusalCode.UPSTREAM_FAILED, Outcome.FAULT);
    };
  }

  private static Outcome safeIfFast(Duration took) {
    return took.compareTo(FAST) < 0 ? Outcome.REFUSED_SAFE : Outcome.FAULT;
  }
}
