package io.portcullis.test.attack;

/** The API key that a call brings. */
public enum KeyChoice {
  OWN,
  NONE,
  /** A header without a value. */
  EMPTY,
  /** One that API Gateway never made. */
  WRONG,
  /** The own one with its last letter changed. */
  ALTERED,
  /** Another customer's. */
  OTHER,
  /** The own one, after its owner was blocked. */
  DISABLED;

  @Override
  public String toString() {
    return Word.of(this);
  }
}
