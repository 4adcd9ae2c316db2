package io.portcullis.test.attack.disaster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.Outcome;
import io.portcullis.test.attack.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./portcullis prove disaster}: fifty thousand calls of bots, row by row. */
public final class ProveDisaster {
  private ProveDisaster() {}

  /** Takes names of environments, all of this repository if there is none, and {@code --json}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var options = Stream.of(arguments).filter(word -> word.startsWith("--")).toList();
    var named = Stream.of(arguments).filter(word -> !word.startsWith("--")).toList();
    var environments = named.isEmpty() ? Synthesis.environmentNames().toList() : named;
    var disaster = new Disaster(Duration.ofHours(1));
    var rows = new ArrayList<Disaster.Row>();
    rows.add(disaster.bare());
    for (var environment : environments) {
      System.err.printf("Environment %s%n", environment);
      try (var folder = TemporaryFolder.create()) {
        rows.addAll(
            disaster.at(Synthesis.environment(environment), List.of(Bots.values()), folder.path()));
      }
    }
    System.out.println(options.contains("--json") ? json(rows) : DisasterTable.text(rows));
    var right = rows.stream().allMatch(Disaster.Row::right);
    System.err.println(
        right
            ? "Nobody calls more than a customer's plan admits, nor from anywhere else."
            : "A row is wrong.");
    System.exit(right ? 0 : 1);
  }

  private static String json(List<Disaster.Row> rows) throws IOException {
    var words = new SimpleModule();
    words.addKeySerializer(Outcome.class, new OutcomeKey());
    words.addSerializer(Outcome.class, new ToStringSerializer(Outcome.class));
    return new ObjectMapper()
        .registerModule(words)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(rows);
  }
}
