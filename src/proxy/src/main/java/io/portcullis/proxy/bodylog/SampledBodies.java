package io.portcullis.proxy.bodylog;

import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.redaction.Redactor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Writes the bodies of some requests, or of none. */
public final class SampledBodies {
  /** Behind the answer, so that nobody waits for it but Lambda's bill. */
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(1);

  private record On(BodyLogSettings settings, BodyLog log, Redactor redactor) {}

  private final Optional<On> on;
  private final InstantSource clock;

  private SampledBodies(Optional<On> on, InstantSource clock) {
    this.on = on;
    this.clock = clock;
  }

  /** Writes nothing. */
  public static SampledBodies off() {
    return new SampledBodies(Optional.empty(), InstantSource.system());
  }

  public static SampledBodies on(
      BodyLogSettings settings, BodyLog log, Redactor redactor, InstantSource clock) {
    return new SampledBodies(Optional.of(new On(settings, log, redactor)), clock);
  }

  /** The record of a request that has come in, if it is among those that are written. */
  public Optional<BodyRecord> begin(ProxyEvent event) {
    return on.flatMap(
        present ->
            event
                .requestId()
                .filter(present.settings()::includes)
                .map(id -> new BodyRecord(event)));
  }

  /**
   * Writes a record whose answer has been sent.
   *
   * @return what went wrong, in a word
   */
  public Optional<String> write(BodyRecord record, int status) {
    return on.map(present -> write(present, record, status))
        .filter(outcome -> outcome != BodyLog.Outcome.WRITTEN)
        .map(BodyLog.Outcome::word);
  }

  private BodyLog.Outcome write(On present, BodyRecord record, int status) {
    try {
      var message = record.message(status, present.redactor());
      return present.log().write(clock.instant(), message, LONGEST_WRITE);
    } catch (RuntimeException e) {
      // The request has been answered, and is not to fail for its log.
      return BodyLog.Outcome.UNAVAILABLE;
    }
  }
}
