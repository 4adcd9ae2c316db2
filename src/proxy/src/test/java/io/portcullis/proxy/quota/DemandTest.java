package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 1", "4, 2", "6291456, 2097152"})
  void takesATokenForThreeBytes(int bytes, long tokens) {
    assertThat(Demand.of(bytes, 0).inputTokens()).isEqualTo(tokens);
  }
}
