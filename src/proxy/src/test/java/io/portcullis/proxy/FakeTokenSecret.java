package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A secret in memory that a test rewrites; counts how often it is read. */
class FakeTokenSecret implements TokenSecret {
  private final AtomicInteger reads = new AtomicInteger();
  private volatile StoredToken stored;

  FakeTokenSecret(String token) {
    hold(token);
  }

  /** What an operator or the rotation does. */
  final void hold(String token) {
    hold(token, Optional.empty());
  }

  final void hold(String token, Optional<Instant> createdAt) {
    stored = new StoredToken.Present(AccessToken.parse(token).orElseThrow(), createdAt);
  }

  final void hold(StoredToken value) {
    stored = value;
  }

  @Override
  public StoredToken read(Duration timeout) {
    reads.incrementAndGet();
    return stored;
  }

  int reads() {
    return reads.get();
  }
}
