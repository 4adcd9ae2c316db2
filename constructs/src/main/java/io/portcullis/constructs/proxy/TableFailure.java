package io.portcullis.constructs.proxy;

/**
 * What becomes of a call whose quota cannot be asked for, since the table does not answer in time.
 */
public enum TableFailure {
  /** It is refused, so that no limit is ever passed; while the table is away, nobody is served. */
  REFUSE,
  /** It is served, as if it were within its quota; while the table is away, no limit holds. */
  PASS
}
