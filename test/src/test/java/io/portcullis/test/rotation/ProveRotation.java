package io.portcullis.test.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./portcullis prove rotation}: the token replaced under load, row by row. */
public final class ProveRotation {
  /** More than must be reached, so that no pause of this machine decides. */
  private static final int CALLS_A_SECOND = 60;

  private ProveRotation() {}

  /** Takes names of sources, all if there is none, and {@code --json}. */
  public static void main(String[] arguments) throws Exception {
    var json = List.of(arguments).contains("--json");
    var named = Stream.of(arguments).filter(word -> !word.equals("--json")).map(Source::valueOf);
    var sources = named.toList();
    var log = json ? System.err : System.out;
    var rows = new ArrayList<Row>();
    for (var source : sources.isEmpty() ? List.of(Source.values()) : sources) {
      log.printf("%nSource %s%n", source);
      try (var proof = RotationProof.open(source, CALLS_A_SECOND)) {
        log.println(RotationTable.head());
        for (var trial : Trials.all()) {
          proof
              .row(trial)
              .ifPresent(
                  row -> {
                    rows.add(row);
                    log.println(RotationTable.line(row));
                  });
        }
      }
    }
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    }
    var right = rows.stream().allMatch(Row::right);
    log.println();
    log.println(right ? "No call fails while the token is replaced." : "A row is wrong.");
    System.exit(right ? 0 : 1);
  }
}
