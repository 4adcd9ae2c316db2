package io.portcullis.proxy.quota;

/** What a call has come to. */
public sealed interface Charge {

  /** Nothing: the endpoint was never asked. */
  record Refunded() implements Charge {}

  /** One request and no token: the endpoint refused it. */
  record Counted() implements Charge {}

  /**
   * What the endpoint says that it used, be it more than was reserved. What no answer can have is
   * not believed.
   */
  record Used(long inputTokens, long outputTokens) implements Charge {
    // Far above every answer, and far below where sums of a month overflow.
    private static final long MOST = 1_000_000_000;

    public Used {
      inputTokens = Math.max(0, Math.min(inputTokens, MOST));
      outputTokens = Math.max(0, Math.min(outputTokens, MOST));
    }
  }

  /** All that was reserved: nobody knows what the endpoint did. */
  record Reserved() implements Charge {}
}
