package io.portcullis.test.attack.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Synthesis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first minutes of {@code ./portcullis prove disaster}. */
class DisasterTest {
  private final Disaster disaster = new Disaster(Duration.ofMinutes(5));

  @Test
  void aBareEndpoint_answersEveryCall() throws Exception {
    var row = disaster.bare();

    assertThat(row.reached()).isEqualTo(row.calls());
    assertThat(row.damage().endpoint()).isPositive();
  }

  @Test
  void nothingReachesTheEndpointFromAnotherNetwork_andAnAlarmFires(@TempDir Path folder)
      throws Exception {
    var bots = List.of(Bots.WITH_KEY_AND_IDENTITY, Bots.INSIDE);
    var rows = disaster.at(Synthesis.environment("dev"), bots, folder);

    assertThat(rows).allMatch(Disaster.Row::right);
    assertThat(rows.get(0).reached()).isZero();
    assertThat(rows.get(0).alarms()).containsEntry("firewall-blocks", 5L);
    assertThat(rows.get(1).reached()).isBetween(1, 605);
    assertThat(rows.get(1).alarms()).containsEntry("plan-throttled", 5L);
  }
}
