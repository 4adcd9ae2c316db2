package io.portcullis.proxy.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.deadline.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
  private static final Optional<Duration> NO_WISH = Optional.empty();

  private final List<Duration> waits = new ArrayList<>();
  private final Retries retries = new Retries(waits::add, new Random(1));

  @Test
  void allowsNone_inAFreshExecutionEnvironment() {
    assertThat(retries.begin().next(NO_WISH, deadline())).isEqualTo(RetryDecision.NO_BUDGET);
    assertThat(waits).isEmpty();
  }

  @Test
  void allowsTheTenthRequestOne() {
    firstAttempts(9);

    assertThat(retries.begin().next(NO_WISH, deadline())).isEqualTo(RetryDecision.RETRY);
    assertThat(retries.begin().next(NO_WISH, deadline())).isEqualTo(RetryDecision.NO_BUDGET);
  }

  @Test
  void allowsARequestOne_andNoSecond() {
    firstAttempts(100);
    var request = retries.begin();

    assertThat(request.next(NO_WISH, deadline())).isEqualTo(RetryDecision.RETRY);
    assertThat(request.next(NO_WISH, deadline())).isEqualTo(RetryDecision.MADE);
  }

  /** The eleventh would be paid by the ten first attempts of those that failed. */
  @Test
  void savesTenAtMost() {
    firstAttempts(10_000);

    var storm = new ArrayList<RetryDecision>();
    for (var i = 0; i < 19; i++) {
      storm.add(retries.begin().next(NO_WISH, deadline()));
    }

    assertThat(storm).filteredOn(RetryDecision.RETRY::equals).hasSize(11);
  }

  /** Whatever the order of good and bad calls, no prefix of them has more than a tenth retries. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverExceedsTenPercentOfFirstAttempts(long seed) {
    var random = new Random(seed);
    var firstAttempts = 0;
    var made = 0;
    for (var i = 0; i < 20_000; i++) {
      // Storms and calm by turns.
      var fails = random.nextInt(100) < (i / 500 % 2 == 0 ? 5 : 95);
      var request = retries.begin();
      firstAttempts++;
      if (fails && request.next(NO_WISH, deadline()) == RetryDecision.RETRY) {
        made++;
      }
      assertThat(made * 10).isLessThanOrEqualTo(firstAttempts);
    }
    assertThat(made).isPositive();
  }

  /** Each millisecond from none to two hundred is as likely as the next. */
  @Test
  void waitsWithFullJitter() {
    for (var i = 0; i < 1000; i++) {
      firstAttempts(10);
      retries.begin().next(NO_WISH, deadline());
    }

    assertThat(waits).hasSize(1000);
    assertThat(waits)
        .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis(200)));
    assertThat(waits.stream().mapToLong(Duration::toMillis).average().orElseThrow())
        .isBetween(90.0, 110.0);
    assertThat(waits.stream().distinct().count()).isGreaterThan(150);
  }

  @Test
  void waitsAsLongAsTheEndpointAsks() {
    firstAttempts(100);
    var asks = Optional.of(Duration.ofSeconds(5));

    assertThat(retries.begin().next(asks, deadline())).isEqualTo(RetryDecision.RETRY);
    assertThat(waits).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void doesNotWaitLongerThanTheClient_norPayForIt() {
    firstAttempts(9);
    var asks = Optional.of(Duration.ofSeconds(30));

    assertThat(retries.begin().next(asks, deadline())).isEqualTo(RetryDecision.NO_TIME);
    assertThat(waits).isEmpty();
    assertThat(retries.begin().next(NO_WISH, deadline())).isEqualTo(RetryDecision.RETRY);
  }

  @Test
  void endsWithTheThread() {
    var ending = new Retries(wait -> false, new Random(1));
    for (var i = 0; i < 10; i++) {
      ending.begin();
    }

    assertThat(ending.begin().next(NO_WISH, deadline())).isEqualTo(RetryDecision.NO_TIME);
  }

  private void firstAttempts(int calls) {
    for (var i = 0; i < calls; i++) {
      retries.begin();
    }
  }

  private static Deadline deadline() {
    return Deadline.of(Duration.ofSeconds(20), () -> Integer.MAX_VALUE);
  }
}
