package io.portcullis.proxy.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.table.LocalTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes on one table, as execution environments are. */
@Timeout(300)
class QuotaProcessesTest {
  private static final String ITEM = "customer#acme";
  private static final Instant NOW = Instant.parse("2026-11-25T10:20:48Z");

  private final LocalTable table = LocalTable.create();
  private final QuotaTable state = new QuotaTable(table);
  private final List<QuotaProcess> processes = new ArrayList<>();

  @AfterEach
  void kill() {
    processes.forEach(QuotaProcess::close);
  }

  @Test
  void grantWhatTheLimitAllows_andNotOneMore() throws IOException {
    start(3, NOW, 100, 60, 1);

    assertThat(granted()).isEqualTo(100);
    assertThat(state.counts(ITEM))
        .containsEntry("requests_day_20782", 100L)
        .containsEntry("tokens_day_20782", 5 * 100L);
    assertThat(state.leases(ITEM)).isZero();
  }

  @Test
  void neverGrantMore_whereSomeAreKilled_andFreeWhatThoseHeld() throws IOException {
    start(3, NOW, 60, 30, 2);
    var granted = processes.get(0).granted(5) + processes.get(1).granted(8);
    granted += processes.get(0).kill() + processes.get(1).kill();
    start(1, NOW, 60, 60, 2);
    granted += granted();

    var leaked = state.leases(ITEM);
    assertThat(granted).isLessThanOrEqualTo(60);
    assertThat(leaked).isBetween(30L, 60L);
    assertThat(state.counts(ITEM)).containsEntry("requests_day_20782", 60L);

    processes.clear();
    start(2, NOW.plus(Duration.ofMinutes(3)), 60, 30, 1);
    assertThat(granted()).isEqualTo(leaked);
    assertThat(state.counts(ITEM))
        .containsEntry("requests_day_20782", 60L)
        .containsEntry("tokens_day_20782", 5 * 60L);
    assertThat(state.leases(ITEM)).isZero();
  }

  private void start(int count, Instant now, int limit, int calls, int settledEvery)
      throws IOException {
    for (var i = 0; i < count; i++) {
      processes.add(QuotaProcess.start(table, now, limit, calls, settledEvery));
    }
  }

  /** Of all processes, once they have ended. */
  private long granted() throws IOException {
    var granted = 0L;
    for (var process : processes) {
      granted += process.granted(Long.MAX_VALUE);
    }
    return granted;
  }
}
