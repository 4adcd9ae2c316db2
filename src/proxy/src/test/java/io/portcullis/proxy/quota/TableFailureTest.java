package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.proxy.environment.Variables;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFailureTest {
  @ParameterizedTest
  @EnumSource
  void isReadFromItsVariable(TableFailure failure) {
    assertThat(TableFailure.of(variables(failure.name()))).isEqualTo(failure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pass", "OPEN"})
  void isNothingElse(String value) {
    assertThatThrownBy(() -> TableFailure.of(variables(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'TABLE_FAILURE' must be REFUSE or PASS, got '%s'".formatted(value));
  }

  private static Variables variables(String value) {
    return new Variables(Map.of("TABLE_FAILURE", value));
  }
}
