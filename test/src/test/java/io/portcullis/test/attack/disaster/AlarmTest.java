package io.portcullis.test.attack.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.Outcome;
import io.portcullis.test.attack.Template;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final Outcome BLOCKED =
      new Outcome("firewall", "web ACL", 403, "firewall_network");

  private final Counts counts = new Counts();

  @Test
  void firesAtTheEndOfThePeriod_thatReachesItsThreshold() {
    blocked(0, 9);
    blocked(5, 10);

    assertThat(alarm(1, 1).fires(counts, 60)).hasValue(10);
  }

  @Test
  void waitsForAsManyPeriods_asItAsks() {
    blocked(0, 10);
    blocked(5, 9);
    blocked(10, 10);

    assertThat(alarm(2, 2).fires(counts, 60)).isEmpty();
    assertThat(alarm(3, 2).fires(counts, 60)).hasValue(15);
  }

  @Test
  void doesNotFire_afterTheEnd() {
    blocked(10, 10);

    assertThat(alarm(1, 1).fires(counts, 10)).isEmpty();
  }

  @Test
  void readsTheAlarmsOfATemplate() {
    var alarms = Alarm.all(Template.gatewayOf(Synthesis.environment("prod")), "acme");

    assertThat(alarms)
        .filteredOn(alarm -> alarm.counted().isPresent())
        .extracting(Alarm::name)
        .contains("firewall-blocks", "refusals (identity)", "plan-throttled", "scraping (acme)");
    assertThat(alarms)
        .filteredOn(alarm -> alarm.counted().isEmpty())
        .extracting(Alarm::name)
        .contains("server-errors", "rotation-failed");
  }

  private void blocked(int minute, int times) {
    for (var n = 0; n < times; n++) {
      counts.add(Duration.ofMinutes(minute), BLOCKED);
    }
  }

  private static Alarm alarm(int periods, int datapoints) {
    return new Alarm("alarm", Optional.of(BLOCKED::equals), 5, periods, datapoints, 10);
  }
}
