package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Identical requests, counted by several processes in one table. */
@ExtendWith(SharedDoors.class)
class DuplicatesTest {
  private static final int LIMIT = 3;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration NEEDED = Duration.ofSeconds(30);

  private final DataPath door;

  DuplicatesTest(DataPath door) {
    this.door = door;
  }

  /** The hour, in which identical requests are counted, must not end under way. */
  @BeforeEach
  void awaitTheNextHour() throws Exception {
    var left = WINDOW.toMillis() - Instant.now().toEpochMilli() % WINDOW.toMillis();
    if (left < NEEDED.toMillis()) {
      Thread.sleep(left);
    }
  }

  @Test
  void letsSoManyPass_whoeverCallsAtOnce() throws Exception {
    var same = Chat.anew();
    var before = door.standIn().completions();

    var answers = door.calls("acme", 3 * LIMIT, () -> same);

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(LIMIT);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .hasSize(2 * LIMIT)
        .allSatisfy(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(429);
              assertThat(DataPath.code(refused)).isEqualTo("guard_duplicates");
              assertThat(refused.headers().firstValue("retry-after")).isPresent();
            });
    assertThat(door.standIn().completions() - before).isEqualTo(LIMIT);
    assertThat(door.call("globex", same).statusCode()).isEqualTo(200);
  }

  @Test
  void waitsWithARequest_forAnEndpointThatIsStarting() throws Exception {
    door.standIn().scaleToZero(Duration.ofHours(1));
    var before = door.standIn().completions();

    var call = door.begin("acme", Chat.anew(Behaviour.WARMING));
    Await.until(() -> door.standIn().completions() > before);
    door.standIn().scaleUp();

    assertThat(call.join().statusCode()).isEqualTo(200);
    assertThat(door.standIn().completions() - before).isEqualTo(1);
  }
}
