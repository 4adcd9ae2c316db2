package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.datapath.SharedDoors.Of;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of calls while nobody can count them is the environment's choice. */
@ExtendWith(SharedDoors.class)
class TableAwayTest {
  @Test
  void refusesThem_withoutACallOfTheEndpoint(DataPath door) throws Exception {
    var before = door.standIn().completions();

    var refused = door.table().away(() -> door.call("acme", Chat.anew()));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(DataPath.code(refused)).isEqualTo("quota_unavailable");
    assertThat(door.standIn().completions()).isEqualTo(before);
  }

  @Test
  void letsThemPass(@Of(Setting.HASTY) DataPath door) throws Exception {
    var answer = door.table().away(() -> door.call("acme", Chat.anew()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(door.line(answer).path("QuotaUnavailable").asInt()).isEqualTo(1);
  }
}
