package io.portcullis.proxy.quota;

import static io.portcullis.proxy.quota.QuotaTable.AMPLE;
import static io.portcullis.proxy.quota.QuotaTable.deadline;
import static io.portcullis.proxy.quota.QuotaTable.dollars;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.proxy.table.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What limits cost: DynamoDB bills an update by the kilobytes of its item, and each one begun. */
@Timeout(60)
class QuotaCostTest {
  private static final int CALLS_AT_ONCE = 15;

  private final QuotaTable state = new QuotaTable();
  private final PlanLimits limits =
      new PlanLimits(
          Stream.of(Measure.REQUESTS, Measure.TOKENS)
              .flatMap(
                  measure ->
                      Stream.of(Window.values())
                          .map(window -> new Limit(measure, window, 1_000_000_000)))
              .toList());

  @Test
  void anItemIsBelowAKilobyte_withFifteenCallsAtOnce() {
    var quotas =
        new Quotas(
            state.table, TableFailure.REFUSE, dollars("9000", "90000", "0.2", "0.6"), state.clock);
    var leases = new ArrayList<Lease>();
    for (var step = 0; step < 4; step++) {
      for (var call = 0; call < CALLS_AT_ONCE; call++) {
        leases.add(
            ((Reservation.Granted)
                    quotas.reserve(
                        "a-customer-with-a-long-name", limits, new Demand(4000, 4096), deadline()))
                .lease());
      }
      assertThat(bytes(state.attributes("customer#a-customer-with-a-long-name"))).isLessThan(1024);
      assertThat(bytes(state.attributes("spend"))).isLessThan(1024);
      leases.forEach(lease -> lease.settle(new Charge.Used(3900, 700), AMPLE));
      leases.clear();
      state.clock.passes(Duration.ofSeconds(40));
    }
  }

  /**
   * As "DynamoDB item sizes and formats" has it: a name and a text have their bytes, a number has
   * one for two digits and one more.
   */
  private static int bytes(Map<String, Value> attributes) {
    return attributes.entrySet().stream()
        .mapToInt(attribute -> length(attribute.getKey()) + bytes(attribute.getValue()))
        .sum();
  }

  private static int bytes(Value value) {
    return value instanceof Value.Number number
        ? (Long.toString(number.number()).length() + 1) / 2 + 1
        : length(((Value.Text) value).text());
  }

  private static int length(String text) {
    return text.getBytes(UTF_8).length;
  }
}
