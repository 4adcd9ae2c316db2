package io.portcullis.test.attack;

/**
 * Many calls, of which the last one's answer counts.
 *
 * @param beyond the limit that they use up
 * @param addresses from how many of the caller's addresses they come
 */
public record Flood(Limit beyond, int addresses) {
  /** No flood at all. */
  static final Flood ONE_CALL = new Flood(Limit.NO_CALL, 1);

  /** What a flood uses up. */
  public enum Limit {
    /** There is no call before the one that counts. */
    NO_CALL,
    /** What one address may call, as the firewall counts. */
    ADDRESS_RATE,
    /** What may be called with one key, as the firewall counts. */
    KEY_RATE,
    /** What the plan admits at once. */
    BURST,
    /** What the plan admits in a day, at the pace that it admits. */
    QUOTA,
    /** Nothing: a tenth of what an address may call, at the pace that the plan admits. */
    NOTHING;

    /** Whether time passes meanwhile, so that the plan admits each call. */
    boolean isSlow() {
      return this == QUOTA || this == NOTHING;
    }

    @Override
    public String toString() {
      return Word.of(this);
    }
  }

  public Flood {
    if (beyond == null) {
      throw new IllegalArgumentException("'beyond' is required");
    }
    addresses = Math.max(1, addresses);
  }
}
