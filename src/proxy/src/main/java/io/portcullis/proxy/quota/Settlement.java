package io.portcullis.proxy.quota;

/** What became of settling a lease. */
public enum Settlement {
  /** It is charged with what the call came to. */
  DONE,
  /** It was there no more: settled before, or given back since it expired. Nothing changed. */
  GONE,
  /** Nobody knows: the table did not answer in time. If it is still there it will expire. */
  FAILED
}
