package io.portcullis.test.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of a trial.
 *
 * @param what happened
 * @param calls of customers meanwhile
 * @param failed calls among them: every answer but 200
 * @param rate calls a second
 * @param rotations that put another token in the place of the current one
 * @param ended replaced tokens that Hugging Face does not accept any more
 * @param processes of the proxy
 * @param reads of the secret
 * @param readRate of each process of the proxy, a second
 * @param killed calls of the Hub's {@code rotate}, which ends the live token
 * @param wrong what is not as it must be
 */
record Row(
    Source source,
    String what,
    long calls,
    long failed,
    double rate,
    int rotations,
    long ended,
    long processes,
    long reads,
    double readRate,
    int killed,
    List<String> wrong) {
  /** Calls a second that must go on all the while. */
  static final int LEAST_RATE = 50;

  @JsonProperty
  boolean right() {
    return wrong.isEmpty() && isFast();
  }

  /** Whether customers called as fast as they should; depends on the machine. */
  boolean isFast() {
    return rate >= LEAST_RATE;
  }
}
