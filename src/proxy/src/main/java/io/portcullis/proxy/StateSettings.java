package io.portcullis.proxy;

import io.portcullis.proxy.breaker.BreakerSettings;
import io.portcullis.proxy.duplicate.DuplicateLimit;
import io.portcullis.proxy.environment.Variables;
import io.portcullis.proxy.quota.SpendCeiling;
import io.portcullis.proxy.quota.TableFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What the fleet remembers of earlier requests, and for how long.
 *
 * @param table {@code STATE_TABLE}, the name of the table; absent if nothing is shared
 * @param failure {@code TABLE_FAILURE}
 * @param duplicates {@code DUPLICATE_LIMIT} and {@code DUPLICATE_WINDOW_SECONDS}
 * @param breaker {@code BREAKER_FAILURES} and {@code BREAKER_OPEN_SECONDS}
 * @param idempotency {@code IDEMPOTENCY_SECONDS}, how long an {@code Idempotency-Key} is
 *     remembered; 0 if the header means nothing
 * @param ceiling {@code SPEND_PER_DAY}, {@code SPEND_PER_MONTH} and the prices of tokens
 */
public record StateSettings(
    Optional<String> table,
    TableFailure failure,
    DuplicateLimit duplicates,
    BreakerSettings breaker,
    Duration idempotency,
    SpendCeiling ceiling) {
  private static final int WEEK_SECONDS = 7 * 24 * 3_600;

  /**
   * Reads them.
   *
   * @param probe how long a call may take that finds out whether the endpoint works again
   */
  static StateSettings of(Variables variables, Duration probe) {
    return new StateSettings(
        variables.optional("STATE_TABLE"),
        TableFailure.of(variables),
        DuplicateLimit.of(variables),
        BreakerSettings.of(variables, probe),
        Duration.ofSeconds(variables.wholeNumber("IDEMPOTENCY_SECONDS", 0, WEEK_SECONDS)),
        SpendCeiling.of(variables));
  }
}
