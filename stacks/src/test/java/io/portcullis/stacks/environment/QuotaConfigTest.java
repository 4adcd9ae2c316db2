package io.portcullis.stacks.environment;

import static io.portcullis.stacks.environment.EnvironmentText.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaConfigTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tableFailure: REFUSE | tableFailure: IGNORE | 'quota.tableFailure' must be one of [REFUSE, PASS], got 'IGNORE'
          perMonth: 500 | perMonth: -1 | 'quota.spend.perMonth' must be dollars from 0 to 1000000 with at most six decimals, got '-1'
          perMonth: 500 | perMonth: 1000001 | 'quota.spend.perMonth' must be dollars from 0 to 1000000 with at most six decimals, got '1000001'
          perMonth: 500 | perMonth: much | 'quota.spend.perMonth' must be a number, got 'much'
          inputTokenPrice: 0.2 | inputTokenPrice: 0.0000001 | 'quota.spend.inputTokenPrice' must be dollars from 0 to 1000000 with at most six decimals, got '0.0000001'
          0.2, outputTokenPrice: 0.6 | 0, outputTokenPrice: 0 | 'quota.spend.outputTokenPrice' must be above 0 where there is a ceiling, or 'inputTokenPrice', got '0'
          tokens: { perMinute: 100000 | tokens: { perMinute: -1 | 'plans.standard.tokens.perMinute' must be at least 0, got '-1'
          requests: { perMinute: 0 | requests: { perMinute: 0.5 | 'plans.standard.requests.perMinute' must be a whole number, got '0.5'
          bodyShare: 0 | bodyShare: 1.5 | 'logging.bodyShare' must be from 0 to 1, got '1.5'
          """,
      quoteCharacter = '`')
  void refusesWhatCannotBeCounted(String good, String bad, String problem) {
    assertThat(VALID).contains(good);

    assertThat(EnvironmentText.problem(folder, VALID.replace(good, bad))).isEqualTo(problem);
  }

  @Test
  void refusesAPlanThatDoesNotSayWhatItHoldsTo() {
    assertThat(EnvironmentText.problem(folder, VALID.replace("    tokens: {", "    token: {")))
        .isEqualTo(
            "'plans.standard.tokens' is missing, there are [burst, dailyQuota, rate, requests,"
                + " token]");
  }
}
