package io.portcullis.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop does before a snapshot is taken. */
@Timeout(60)
class RehearsalTest {
  @Test
  void answersEveryEvent() {
    assertThat(Rehearsal.run(Redactor.with(new LateSecrets()))).isEqualTo(20);
  }
}
