package io.portcullis.proxy.guard;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import io.portcullis.proxy.breaker.Result;
import io.portcullis.proxy.breaker.Verdict;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.duplicate.Admission;
import io.portcullis.proxy.outcome.Outcome;
import io.portcullis.proxy.quota.Charge;
import io.portcullis.proxy.quota.Lease;
import io.portcullis.proxy.quota.Reservation;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.upstream.EndpointAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the guards say of one request: it may call the endpoint, or one of them refuses. Used by one
 * thread.
 */
public final class Passage {
  /** Time of each write that settles; what it cannot tell then ends by itself. */
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(1);

  private final Admission admission;
  private final Reservation reservation;
  private final Optional<Verdict> verdict;
  private final Deadline deadline;
  private Optional<EndpointAnswer> called = Optional.empty();

  private Passage(
      Admission admission, Reservation reservation, Optional<Verdict> verdict, Deadline deadline) {
    this.admission = admission;
    this.reservation = reservation;
    this.verdict = verdict;
    this.deadline = deadline;
  }

  /** The breaker is asked last, and only for who passes: it may be this call that probes. */
  static Passage of(
      Admission admission, Reservation reservation, Supplier<Verdict> breaker, Deadline deadline) {
    var passed =
        admission instanceof Admission.Admitted && reservation instanceof Reservation.Granted;
    return new Passage(
        admission, reservation, passed ? Optional.of(breaker.get()) : Optional.empty(), deadline);
  }

  /** Why the endpoint must not be called, if it must not. */
  public Optional<Answer.Refusal> refusal() {
    if (admission instanceof Admission.Refused refused) {
      return Optional.of(refusal(RefusalCode.GUARD_DUPLICATES, refused.retryAfter()));
    }
    if (reservation instanceof Reservation.Exceeded exceeded) {
      return Optional.of(
          new Answer.Refusal(
              exceeded.code(), exceeded.code().status(), exceeded.headers(), exceeded.detail()));
    }
    if (reservation instanceof Reservation.Unavailable) {
      return Optional.of(Answer.Refusal.of(RefusalCode.QUOTA_UNAVAILABLE));
    }
    return verdict
        .filter(Verdict.Open.class::isInstance)
        .map(Verdict.Open.class::cast)
        .map(open -> refusal(RefusalCode.GUARD_BREAKER_OPEN, open.retryAfter()));
  }

  private static Answer.Refusal refusal(RefusalCode code, Duration retryAfter) {
    return new Answer.Refusal(
        code,
        code.status(),
        Map.of(ClientHeader.RETRY_AFTER, Long.toString(retryAfter.toSeconds())),
        RefusalDetail.of(code));
  }

  /** What a client is told beside the answer. */
  public Map<ClientHeader, String> headers() {
    return reservation instanceof Reservation.Granted granted
        ? granted.limits().headers()
        : Map.of();
  }

  /** What the reservation says of the limits. */
  public Reservation reservation() {
    return reservation;
  }

  /** What the breaker says; absent if it was not asked. */
  public Optional<Verdict.Mode> mode() {
    return verdict.map(Verdict::mode);
  }

  /**
   * The endpoint was called, and answers. Told before the client is: it may repeat its request at
   * once, to another process.
   *
   * @return whether this opened the breaker
   */
  public boolean called(EndpointAnswer answer) {
    called = Optional.of(answer);
    if (answer.begun() == Outcome.WARMING) {
      answer.retryAfter().ifPresent(this::warming);
    }
    return report(Result.of(answer.begun()));
  }

  private boolean report(Result result) {
    return verdict
        .filter(Verdict.Pass.class::isInstance)
        .map(pass -> ((Verdict.Pass) pass).ticket().report(result))
        .orElse(false);
  }

  /** Gives back or charges what was reserved, once the answer has been sent. */
  public void settle() {
    lease().settle(charge(), deadline.leftToTell(SETTLE_TIMEOUT));
    if (called.isEmpty()) {
      report(Result.NOTHING);
    }
  }

  private Lease lease() {
    return reservation instanceof Reservation.Granted granted ? granted.lease() : Lease.NONE;
  }

  private Charge charge() {
    return called.<Charge>map(Passage::charge).orElseGet(Charge.Refunded::new);
  }

  private static Charge charge(EndpointAnswer answer) {
    return switch (answer.work()) {
      case NONE -> new Charge.Counted();
      case UNKNOWN -> new Charge.Reserved();
      case DONE ->
          answer
              .answer()
              .usage()
              .<Charge>map(usage -> new Charge.Used(usage.inputTokens(), usage.outputTokens()))
              .orElseGet(Charge.Reserved::new);
    };
  }

  private void warming(Duration retryAfter) {
    if (admission instanceof Admission.Admitted admitted) {
      admitted.request().warming(retryAfter, deadline);
    }
  }
}
