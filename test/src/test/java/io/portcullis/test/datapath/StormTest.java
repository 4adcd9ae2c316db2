package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.test.Clients;
import io.portcullis.test.datapath.SharedDoors.Of;
import io.portcullis.test.storm.Storm;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever calls an endpoint that does not answer well, and however often, it hears little of it.
 */
@ExtendWith(SharedDoors.class)
class StormTest {
  private static final int CALLS = 12;
  private static final double MOST = 1.1;

  @BeforeAll
  static void install() throws Exception {
    Clients.install();
  }

  @AfterEach
  void closeBreaker(@Of(Setting.HASTY) DataPath door) throws Exception {
    door.closeBreaker();
  }

  /** Each trouble and each caller; {@code ./portcullis bench storms} has every pair of them. */
  static Stream<Storm> storms() {
    return Stream.of(
        new Storm(Storm.Trouble.FAILING, Storm.Caller.OPENAI),
        new Storm(Storm.Trouble.SLOW, Storm.Caller.NAIVE),
        new Storm(Storm.Trouble.COLD, Storm.Caller.HUGGINGFACE));
  }

  @ParameterizedTest
  @MethodSource("storms")
  void theEndpointIsCalledOnce_andHardlyMore_forACallOfAClient(
      Storm storm, @Of(Setting.HASTY) DataPath door) throws Exception {
    var before = door.standIn().completions();

    var ended = storm.blow(door.clientState(), CALLS);

    var calls = door.standIn().completions() - before;
    assertThat(calls)
        .as("calls of the endpoint; clients ended with %s", ended)
        .isLessThanOrEqualTo((int) (MOST * CALLS));
    assertThat(ended.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLS);
  }

  @ParameterizedTest
  @EnumSource
  void aCallOfAClientThatListens_isOneOfTheEndpoint(
      Storm.Trouble trouble, @Of(Setting.HASTY) DataPath door) throws Exception {
    var before = door.standIn().completions();

    var ended = new Storm(trouble, Storm.Caller.OPENAI).blow(door.clientState(), 1);

    assertThat(door.standIn().completions() - before).as("%s", ended).isEqualTo(1);
  }

  @Test
  void aRequestThatWasToldToWait_doesNotReachTheEndpointAgain(@Of(Setting.HASTY) DataPath door)
      throws Exception {
    var chat = Chat.anew(Behaviour.WARMING);
    door.standIn().scaleToZero(Duration.ofHours(1));
    var before = door.standIn().completions();

    var told = door.call("acme", chat);
    var again = door.calls("acme", 2 * DataPath.CLIENTS, () -> chat);

    assertThat(told.statusCode()).isEqualTo(503);
    assertThat(DataPath.code(told)).isEqualTo("upstream_warming");
    assertThat(told.headers().firstValue("retry-after")).isPresent();
    assertThat(again)
        .allSatisfy(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(429);
              assertThat(DataPath.code(refused)).isEqualTo("guard_duplicates");
            });
    assertThat(door.standIn().completions() - before).isEqualTo(1);
  }
}
