package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./portcullis prove attacks}: every case at environments, row by row. */
public final class ProveAttacks {
  private static final String ROW = "  %-5s  %-72s  %-58s  %s%n";

  private ProveAttacks() {}

  /** Takes names of environments, all if there is none, and {@code --json}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var json = List.of(arguments).contains("--json");
    var named = Stream.of(arguments).filter(word -> !word.equals("--json")).toList();
    var environments = named.isEmpty() ? all() : named;
    var log = json ? System.err : System.out;
    var corpus = Corpus.committed();
    var proofs = new LinkedHashMap<String, List<Row>>();
    for (var environment : environments) {
      log.printf("%nEnvironment %s%n", environment);
      var rows = rows(environment, corpus);
      proofs.put(environment, rows);
      if (!json) {
        print(rows, System.out);
      }
    }
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(texts(proofs)));
    }
    var right = proofs.values().stream().flatMap(List::stream).allMatch(Row::right);
    log.println();
    log.println(right ? "Every attack is refused by its layer." : "A row is wrong.");
    System.exit(right ? 0 : 1);
  }

  /** Of this repository, and the examples. */
  static List<String> all() {
    return Stream.concat(Synthesis.environmentNames(), Synthesis.exampleNames()).toList();
  }

  private static List<Row> rows(String environment, Corpus corpus)
      throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.create()) {
      return Proof.of(Synthesis.environment(environment), folder.path()).rows(corpus);
    }
  }

  private static void print(List<Row> rows, PrintStream out) {
    out.printf(ROW, "", "case", "refused by", "then");
    for (var row : rows) {
      out.printf(
          ROW, row.right() ? "right" : "WRONG", row.attack(), row.actual(), row.actualThen());
      if (!row.right()) {
        out.printf(ROW, "", "", "expected: " + row.expected(), "expected: " + row.expectedThen());
      }
    }
    out.println();
    out.println("  " + Summary.of(rows));
  }

  private static Map<String, List<Map<String, String>>> texts(Map<String, List<Row>> proofs) {
    var texts = new LinkedHashMap<String, List<Map<String, String>>>();
    proofs.forEach(
        (environment, rows) -> texts.put(environment, rows.stream().map(Row::texts).toList()));
    return texts;
  }
}
