package io.portcullis.local.huggingface;

/** How a token ended. */
public enum TokenEnd {
  /** By its id, among the tokens of a service account. */
  DELETED,
  /** By its value, which whoever has it may have revoked. */
  REVOKED,
  /** Replaced by {@code rotate}, which leaves no time for a change. */
  ROTATED,
  /** Its time was over. */
  EXPIRED
}
