package io.portcullis.test.attack;

/** Where a call comes from. */
public enum Place {
  /** The caller's own network, and its VPC endpoint where the API is private. */
  OWN,
  /** A network of another customer's alone. */
  OTHER,
  /** A network of no customer's. */
  FOREIGN,
  /** A network that the firewall denies by name. */
  DENIED,
  /** The caller's own addresses, behind a VPC endpoint that is nobody's. */
  FOREIGN_ENDPOINT;

  @Override
  public String toString() {
    return Word.of(this);
  }
}
