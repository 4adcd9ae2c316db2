package io.portcullis.proxy.quota;

import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.ProgramProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;

/** A process of its own that makes calls of one customer, one after the other. */
final class QuotaProcess implements AutoCloseable {
  static final String GRANTED = "granted";

  private final ProgramProcess process;

  private QuotaProcess(ProgramProcess process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param settledEvery 1 if it settles each call, 2 if each other, and so on; it leaks the rest
   */
  static QuotaProcess start(LocalTable table, Instant now, long limit, int calls, int settledEvery)
      throws IOException {
    return new QuotaProcess(
        ProgramProcess.start(
            QuotaProcess.class,
            table.toString(),
            now.toString(),
            Long.toString(limit),
            Integer.toString(calls),
            Integer.toString(settledEvery)));
  }

  /** Reads what became of its next calls, until so many were granted or it has ended. */
  long granted(long atMost) throws IOException {
    var granted = 0L;
    var line = "";
    while (granted < atMost && (line = process.output().readLine()) != null) {
      granted += line.equals(GRANTED) ? 1 : 0;
    }
    return granted;
  }

  /** Kills it, wherever it is, and reads the rest of what it said. */
  long kill() throws IOException {
    process.kill();
    return granted(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    process.close();
  }

  public static void main(String... words) {
    var now = Instant.parse(words[1]);
    var quotas = QuotaTable.quotas(LocalTable.of(words[0]), () -> now);
    var limits =
        QuotaTable.limits(new Limit(Measure.REQUESTS, Window.DAY, Long.parseLong(words[2])));
    var settledEvery = Integer.parseInt(words[4]);
    var granted = new ArrayList<Reservation.Granted>();
    for (var call = 0; call < Integer.parseInt(words[3]); call++) {
      var reservation = quotas.reserve("acme", limits, new Demand(10, 90), QuotaTable.deadline());
      if (reservation instanceof Reservation.Granted one) {
        System.out.println(GRANTED);
        granted.add(one);
        if (granted.size() % settledEvery == 0) {
          one.lease().settle(new Charge.Used(2, 3), QuotaTable.AMPLE);
        }
      } else {
        System.out.println(reservation.getClass().getSimpleName());
      }
    }
  }
}
