package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
  @Test
  void tellsWhyAStepFailed() {
    assertThat(
            LogLine.parse(
                "{\"secret_arn\":\"arn\",\"version_id\":\"two\",\"step\":\"testSecret\",\"result\":\"failed\",\"reason\":\"why\"}"))
        .contains(LogLine.of("testSecret", "two", "failed", "why"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "REPORT RequestId: 1 Duration: 2 ms",
        "{\"step\":\"testSecret\"",
        "{\"step\":\"testSecret\"}",
        "{\"result\":\"watched\"}",
        "[]"
      })
  void takesNoOtherLineForOne(String text) {
    assertThat(LogLine.parse(text)).isEmpty();
  }
}
