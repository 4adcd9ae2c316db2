package io.portcullis.local.huggingface;

import java.time.Instant;
import java.util.Optional;

/** An access token and what became of it. */
final class Token {
  private final String value;
  private final String id;
  private final String name;
  private final TokenRights rights;
  private final Instant createdAt;

  private volatile Optional<Instant> expiresAt;
  private volatile Optional<Instant> lastUsedAt = Optional.empty();
  private volatile Optional<TokenEnd> end = Optional.empty();
  private volatile boolean pending;

  /**
   * A token that is alive.
   *
   * @param id by which it is deleted
   * @param name that people know it by
   */
  Token(
      String value,
      String id,
      String name,
      TokenRights rights,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    this.value = value;
    this.id = id;
    this.name = name;
    this.rights = rights;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  String value() {
    return value;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  TokenRights rights() {
    return rights;
  }

  Instant createdAt() {
    return createdAt;
  }

  Optional<Instant> expiresAt() {
    return expiresAt;
  }

  Optional<Instant> lastUsedAt() {
    return lastUsedAt;
  }

  /** How it ended, if it has. */
  Optional<TokenEnd> end(Instant now) {
    return end.isEmpty() && expiresAt.filter(time -> !now.isBefore(time)).isPresent()
        ? Optional.of(TokenEnd.EXPIRED)
        : end;
  }

  /** Whether it waits for an administrator's approval. */
  boolean isPending() {
    return pending;
  }

  void use(Instant now) {
    lastUsedAt = Optional.of(now);
  }

  /** Ends it, unless it has ended. */
  synchronized void end(TokenEnd how, Instant now) {
    if (end(now).isEmpty()) {
      end = Optional.of(how);
    }
  }

  void expire(Instant now) {
    expiresAt = Optional.of(now);
  }

  void pend(boolean other) {
    pending = other;
  }

  /** Without its value. */
  @Override
  public String toString() {
    return "Token[%s]".formatted(id);
  }
}
