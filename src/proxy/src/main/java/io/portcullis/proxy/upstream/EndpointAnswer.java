package io.portcullis.proxy.upstream;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.outcome.Outcome;
import io.portcullis.proxy.outcome.Work;
import io.portcullis.proxy.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;

/**
 * What one call of the endpoint gives a client, and what it came to.
 *
 * @param begun what it came to as far as it is known when the answer begins
 * @param warming how long an endpoint that is starting held the call; zero of any other
 */
public record EndpointAnswer(Answer answer, Outcome begun, Duration warming) {
  static EndpointAnswer of(Answer answer, Outcome begun) {
    return new EndpointAnswer(answer, begun, Duration.ZERO);
  }

  /** What it came to in the end: a stream may break off behind a good begin. */
  public Outcome outcome() {
    return begun == Outcome.ANSWERED && answer instanceof Answer.Events
        ? answer.failure().map(EndpointAnswer::ofBroken).orElse(begun)
        : begun;
  }

  /** What the endpoint did for it; of a stream, known when it has ended. */
  public Work work() {
    return switch (outcome()) {
      case WARMING, REFUSED_SAFE -> Work.NONE;
      case FAULT -> Work.UNKNOWN;
      // An answer that is a refusal found the request wrong.
      case ANSWERED -> answer instanceof Answer.Refusal ? Work.NONE : Work.DONE;
      case OTHER ->
          answer.failure().filter(RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE::equals).isPresent()
              ? Work.DONE
              : Work.NONE;
    };
  }

  /** How long the endpoint, or we for it, asks to wait. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(answer.headers().get(ClientHeader.RETRY_AFTER))
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  /** What an answer that is none came to. */
  static Outcome ofBroken(RefusalCode code) {
    return code == RefusalCode.UPSTREAM_RESPONSE_TOO_LARGE ? Outcome.OTHER : Outcome.FAULT;
  }
}
