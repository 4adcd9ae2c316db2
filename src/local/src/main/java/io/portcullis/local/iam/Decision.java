package io.portcullis.local.iam;

/** What a policy says about a request. */
public enum Decision {
  ALLOW,
  /** A statement denies it: nothing else can allow it. */
  EXPLICIT_DENY,
  /** No statement says anything. */
  IMPLICIT_DENY
}
