package io.portcullis.rotation;

import io.portcullis.rotation.failure.RotationException;
import java.util.Arrays;

/** The steps of a rotation, in the order in which Secrets Manager asks for them. */
enum RotationStep {
  CREATE_SECRET("createSecret"),
  SET_SECRET("setSecret"),
  TEST_SECRET("testSecret"),
  FINISH_SECRET("finishSecret");

  private final String word;

  RotationStep(String word) {
    this.word = word;
  }

  static RotationStep of(String word) {
    return Arrays.stream(values())
        .filter(step -> step.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new RotationException("unknown rotation step '%s'".formatted(word)));
  }
}
