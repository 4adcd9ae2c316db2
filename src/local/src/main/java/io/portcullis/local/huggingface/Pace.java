package io.portcullis.local.huggingface;

/** When the stand-in sends the chunks of a stream. */
@FunctionalInterface
public interface Pace {
  /** One after the other without a pause. */
  Pace AT_ONCE = chunk -> {};

  /**
   * Returns when a chunk may be sent; the first one has the number 0.
   *
   * @throws InterruptedException if the stand-in closes
   */
  void await(int chunk) throws InterruptedException;
}
