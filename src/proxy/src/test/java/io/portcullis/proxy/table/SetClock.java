package io.portcullis.proxy.table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. */
public final class SetClock implements InstantSource {
  private volatile Instant now;

  public SetClock(Instant now) {
    this.now = now;
  }

  public SetClock(String now) {
    this(Instant.parse(now));
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void set(String time) {
    now = Instant.parse(time);
  }

  public void passes(Duration time) {
    now = now.plus(time);
  }

  /** The same clock in a process where it is off by a time. */
  public InstantSource offBy(Duration time) {
    return () -> now.plus(time);
  }
}
