package io.portcullis.stacks.doctor;

import io.portcullis.stacks.aws.AwsAnswer;

/**
 * What a check found.
 *
 * @param state whether it is as it must be
 * @param finding what was found, one line
 * @param remedy what to do, or empty if there is nothing to do
 */
record Verdict(State state, String finding, String remedy) {
  enum State {
    OK("ok"),
    WRONG("wrong"),
    NOT_KNOWN("not known");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Verdict ok(String finding, Object... values) {
    return new Verdict(State.OK, finding.formatted(values), "");
  }

  static Verdict wrong(String finding, String remedy) {
    return new Verdict(State.WRONG, finding, remedy);
  }

  static Verdict notKnown(String finding, String remedy) {
    return new Verdict(State.NOT_KNOWN, finding, remedy);
  }

  static Verdict notKnown(AwsAnswer.Refusal refusal) {
    return notKnown(
        refusal.toString(),
        refusal.code().contains("AccessDenied") || refusal.code().contains("Unauthorized")
            ? "let your credentials read this, or look yourself"
            : "");
  }

  /** Of an answer that lacks what AWS documents. */
  static Verdict unreadable(String missing) {
    return notKnown("AWS's answer has no '%s'".formatted(missing), "");
  }
}
