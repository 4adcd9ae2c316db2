package io.portcullis.redaction;

/**
 * Counts the characters that are looked at for the sake of one text, those of decoded ones
 * included. Beyond a multiple of the text's length the search gives up, and whoever asked leaves
 * the text out: no input makes it slow, and none gets through unseen.
 */
final class Work {
  /** Lines of our own logs take 6 looks a character, the worst texts of the tests below 120. */
  private static final int LOOKS_PER_CHARACTER = 400;

  private final long most;
  private long looks;

  Work(int length) {
    this.most = 10_000L + (long) length * LOOKS_PER_CHARACTER;
  }

  void look() {
    looks++;
  }

  /** Called at every place of a text, from which each form looks no further than to its end. */
  void check() {
    if (looks > most) {
      throw new IllegalStateException("the text takes too long to look through");
    }
  }

  long looks() {
    return looks;
  }
}
