package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardConfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scaleUpTimeout: PT20S | scaleUpTimeout: PT2M | 'guard.scaleUpTimeout' must be whole seconds from PT0S to PT119S, got 'PT2M'
          scaleUpTimeout: PT20S | scaleUpTimeout: PT1.5S | 'guard.scaleUpTimeout' must be whole seconds from PT0S to PT119S, got 'PT1.5S'
          scaleUpTimeout: PT20S | scaleUpTimeout: PT26S | 'guard.scaleUpTimeout' must be at least PT3S shorter than 'proxy.timeout', got 'PT26S'
          limit: 10, | limit: -1, | 'guard.duplicates.limit' must be from 0 to 10000, got '-1'
          window: PT1M | window: PT0S | 'guard.duplicates.window' must be whole seconds from PT1S to PT3600S, got 'PT0S'
          window: PT1M | window: 60 | 'guard.duplicates.window' must be a duration such as PT30S or P14D, got '60'
          failures: 5 | failures: 10001 | 'guard.breaker.failures' must be from 0 to 10000, got '10001'
          open: PT15S | open: PT6M | 'guard.breaker.open' must be whole seconds from PT1S to PT300S, got 'PT6M'
          idempotency: PT24H | idempotency: P8D | 'guard.idempotency' must be whole seconds from PT0S to PT604800S, got 'PT192H'
          """,
      quoteCharacter = '`')
  void refusesWhatTheProxyCannotDo(String good, String bad, String problem) {
    assertThat(VALID).contains(good);

    assertThat(EnvironmentText.problem(folder, VALID.replace(good, bad))).isEqualTo(problem);
  }

  @Test
  void refusesAMisspelledKey() {
    assertThat(EnvironmentText.problem(folder, VALID.replace("failures: 5", "failure: 5")))
        .isEqualTo("'guard.breaker.failures' is missing, there are [failure, open]");
  }
}
