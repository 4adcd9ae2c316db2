package io.portcullis.huggingface;

import java.time.Instant;
import java.util.Optional;

/**
 * What the Hub tells of a service account's token; its value it never tells again.
 *
 * @param id that it is deleted by
 * @param name that it was made with
 * @param lastUsedAt absent if it was never used, or if the Hub does not say
 */
public record ServiceAccountToken(
    String id, String name, Instant createdAt, Optional<Instant> lastUsedAt) {

  /** Without its name, which may be any text. */
  @Override
  public String toString() {
    return "ServiceAccountToken[%s]".formatted(id);
  }
}
