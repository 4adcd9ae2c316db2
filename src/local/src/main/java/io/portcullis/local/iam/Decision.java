package io.portcullis.local.iam;

/** What a policy says about a request. */
public enum Decision {
  ALLOW,
  /** A statement denies it: nothing else can allow it. */
  EXPLICIT_DENY,
  /** No statement says anything. */
  IMPLICIT_DENY;

  /**
   * What two policies of one account say together: a denial wins, else it takes one that allows.
   */
  public Decision or(Decision other) {
    if (this == EXPLICIT_DENY || other == EXPLICIT_DENY) {
      return EXPLICIT_DENY;
    }
    return this == ALLOW ? this : other;
  }
}
