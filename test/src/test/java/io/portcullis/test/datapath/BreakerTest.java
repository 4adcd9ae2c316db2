package io.portcullis.test.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.huggingface.Behaviour;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One breaker for several processes. It stays open for longer than a test takes. */
@ExtendWith(SharedDoors.class)
class BreakerTest {
  private static final int FAILURES = 5;
  private static final int CALLS = 40;

  private final DataPath door;

  BreakerTest(DataPath door) {
    this.door = door;
  }

  @BeforeEach
  @AfterEach
  void close() throws Exception {
    door.standIn().behave(Behaviour.NORMAL);
    door.closeBreaker();
  }

  @Test
  void opensForAllProcesses_onceTheEndpointHasFailedSoOften() throws Exception {
    door.standIn().behave(Behaviour.BROKEN);
    var before = door.standIn().completions();
    for (var n = 0; n < FAILURES; n++) {
      assertThat(DataPath.code(door.call("acme", Chat.anew()))).isEqualTo("upstream_failed");
    }
    DataPath.letBreakerBeRead();

    var answers = door.calls("acme", CALLS, Chat::anew);

    assertThat(answers)
        .allSatisfy(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(503);
              assertThat(DataPath.code(refused)).isEqualTo("guard_breaker_open");
              assertThat(retryAfter(refused)).isBetween(1, 120);
            });
    assertThat(door.standIn().completions() - before).isEqualTo(FAILURES);
  }

  @Test
  void isOpenedByOneProcess_andLetsNoMoreThrough_thanTheOthersHaveUnderWay() throws Exception {
    door.standIn().behave(Behaviour.BROKEN);
    var before = door.standIn().completions();
    var opened = opened();

    var answers = door.calls("acme", CALLS, Chat::anew);

    assertThat(door.standIn().completions() - before)
        .isBetween(FAILURES, FAILURES + DataPath.CLIENTS - 1);
    assertThat(codes(answers)).containsOnly("upstream_failed", "guard_breaker_open");
    Await.until(() -> opened() == opened + 1);
  }

  @Test
  void isProbedByOneCall_ofAllThatComeAtOnce_andStaysOpenIfItFails() throws Exception {
    open();
    var before = door.standIn().completions();

    letTimePass();
    var answers = door.calls("acme", CALLS, Chat::anew);

    assertThat(door.standIn().completions() - before).isEqualTo(1);
    assertThat(codes(answers)).containsOnlyOnce("upstream_failed");
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 503).hasSize(CALLS - 1);
  }

  @Test
  void closes_whenAProbeWorks() throws Exception {
    open();
    door.standIn().behave(Behaviour.NORMAL);

    letTimePass();
    var probe = door.call("acme", Chat.anew());

    assertThat(probe.statusCode()).isEqualTo(200);
    assertThat(door.line(probe).path("breaker").asText()).isEqualTo("probe");
    DataPath.letBreakerBeRead();
    assertThat(door.calls("acme", CALLS / 4, Chat::anew))
        .allMatch(answer -> answer.statusCode() == 200);
  }

  private void open() throws Exception {
    door.standIn().behave(Behaviour.BROKEN);
    door.calls("acme", 2 * FAILURES, Chat::anew);
    DataPath.letBreakerBeRead();
    assertThat(DataPath.code(door.call("acme", Chat.anew()))).isEqualTo("guard_breaker_open");
  }

  /** The breaker has been open for as long as it is. */
  private void letTimePass() throws Exception {
    door.table()
        .update(
            "breaker",
            "SET open_until = :past",
            Map.of(":past", System.currentTimeMillis() - 1000));
    DataPath.letBreakerBeRead();
  }

  private long opened() throws IOException {
    return door.lines().stream().filter(line -> line.path("BreakerOpened").asInt() == 1).count();
  }

  private static List<String> codes(List<HttpResponse<String>> answers) throws IOException {
    var codes = new ArrayList<String>();
    for (var answer : answers) {
      codes.add(DataPath.code(answer));
    }
    return codes;
  }

  private static int retryAfter(HttpResponse<String> refused) {
    return Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow());
  }
}
