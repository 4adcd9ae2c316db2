package io.portcullis.proxy.guard;

import io.portcullis.proxy.breaker.Breaker;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.duplicate.Admission;
import io.portcullis.proxy.duplicate.Duplicates;
import io.portcullis.proxy.quota.Quotas;
import io.portcullis.proxy.quota.Reservation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Asks the duplicate guard, the quotas and the breaker about a request. What each asks the table is
 * asked at the same time, so that a request waits for one answer and not for three.
 */
public final class Guards {
  private final Duplicates duplicates;
  private final Quotas quotas;
  private final Breaker breaker;
  private final Executor executor;

  /**
   * The guards of one function.
   *
   * @param executor runs what waits for the table
   */
  public Guards(Duplicates duplicates, Quotas quotas, Breaker breaker, Executor executor) {
    this.duplicates = duplicates;
    this.quotas = quotas;
    this.breaker = breaker;
    this.executor = executor;
  }

  /** Asks for a request; what it is given must be settled, also where another guard refuses. */
  public Passage ask(GuardedRequest request, Deadline deadline) {
    var admission = CompletableFuture.supplyAsync(() -> admission(request, deadline), executor);
    var reservation = CompletableFuture.supplyAsync(() -> reservation(request, deadline), executor);
    breaker.refresh(deadline);
    return Passage.of(admission.join(), reservation.join(), () -> breaker.ask(deadline), deadline);
  }

  private Admission admission(GuardedRequest request, Deadline deadline) {
    return request
        .fingerprint()
        .map(fingerprint -> duplicates.admit(request.consumer(), fingerprint, deadline))
        .orElseGet(() -> new Admission.Admitted((retryAfter, end) -> {}));
  }

  private Reservation reservation(GuardedRequest request, Deadline deadline) {
    return quotas.reserve(request.consumer(), request.limits(), request.demand(), deadline);
  }
}
