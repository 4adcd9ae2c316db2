package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
  @Test
  void areNone_byDefault() {
    var metrics = GatewayMetrics.builder().build();

    assertThat(metrics.serverErrors()).isEqualTo(Optional.empty());
    assertThat(metrics.refusedByLayer()).isEqualTo(Map.of());
    assertThat(metrics.calls()).isEqualTo(Map.of());
    assertThat(metrics.quotaShare()).isEqualTo(Map.of());
    assertThat(metrics.spendShare()).isEqualTo(Optional.empty());
  }

  /** Else every synthesis would write another template. */
  @Test
  void keepTheirOrder() {
    var metrics = GatewayWithAlarms.metrics().build();

    assertThat(metrics.refusedByLayer().keySet()).containsExactly("network", "plan");
    assertThat(metrics.refusedByProxy().keySet()).containsExactly("identity", "token");
    assertThat(metrics.calls().keySet())
        .containsExactly(GatewayWithAlarms.ACME, GatewayWithAlarms.GLOBEX);
    assertThat(metrics.quotaShare().keySet())
        .containsExactly(GatewayWithAlarms.ACME, GatewayWithAlarms.GLOBEX);
  }
}
