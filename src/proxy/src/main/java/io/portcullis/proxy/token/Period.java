package io.portcullis.proxy.token;

import java.time.Duration;
import java.time.Instant;

/** A time from a moment on. A clock that was set back ends it, lest it last for ever. */
record Period(Instant begin, Duration length) {
  boolean contains(Instant time) {
    var passed = Duration.between(begin, time);
    return !passed.isNegative() && passed.compareTo(length) < 0;
  }
}
