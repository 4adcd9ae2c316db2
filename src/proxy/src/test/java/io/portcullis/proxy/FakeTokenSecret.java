package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.TokenSecret;
import io.portcullis.proxy.token.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A secret in memory that a test rewrites; counts how often it is read. */
class FakeTokenSecret implements TokenSecret {
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger previousReads = new AtomicInteger();
  private volatile StoredToken stored;
  private volatile StoredToken previous = new StoredToken.Missing();

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

  /** What it held before. */
  final void held(String token) {
    previous = new StoredToken.Present(AccessToken.parse(token).orElseThrow(), Optional.empty());
  }

  @Override
  public StoredToken read(VersionStage stage, Duration timeout) {
    if (stage == VersionStage.AWSPREVIOUS) {
      previousReads.incrementAndGet();
      return previous;
    }
    reads.incrementAndGet();
    return stored;
  }

  /** How often its current version was read. */
  int reads() {
    return reads.get();
  }

  /** How often its previous version was read. */
  int previousReads() {
    return previousReads.get();
  }
}
