package io.portcullis.huggingface;

/** Why Hugging Face said nothing. */
public enum Unavailability {
  /** Too many calls (429). */
  RATE_LIMITED("it limits the rate of calls"),
  /** Any other status than those that mean something here. */
  UNEXPECTED_STATUS("it answered with an unexpected status"),
  /** A body that is not the documented one. */
  UNREADABLE("its answer could not be read"),
  TIMED_OUT("it did not answer in time"),
  UNREACHABLE("it could not be reached");

  private final String sentence;

  Unavailability(String sentence) {
    this.sentence = sentence;
  }

  /** The end of a sentence that begins with the Hub. */
  public String sentence() {
    return sentence;
  }
}
