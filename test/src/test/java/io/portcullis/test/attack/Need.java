package io.portcullis.test.attack;

/** What not every environment has, and the rest of a case does not tell. */
public enum Need {
  /** Quotas of a day that a test can use up. */
  SMALL_QUOTA,
  /** API Gateway itself, not this machine. */
  DEPLOYED;

  @Override
  public String toString() {
    return Word.of(this);
  }
}
