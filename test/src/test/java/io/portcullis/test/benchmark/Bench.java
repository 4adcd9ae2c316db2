package io.portcullis.test.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.portcullis.test.benchmark.coldstart.ColdStarts;
import io.portcullis.test.benchmark.overhead.Overhead;
import io.portcullis.test.benchmark.storm.Storms;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ./portcullis bench}: tables, with the machine that they are of. */
public final class Bench {
  /** What is measured where nothing is named: the way of a call. */
  private static final List<String> DATA_PATH =
      List.of("overhead", "coldstart", "packages", "storms");

  private Bench() {}

  /** Takes names of benchmarks, {@code --rounds=N} and {@code --json}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var named = Stream.of(arguments).filter(word -> !word.startsWith("--")).toList();
    var machine = Machine.here();
    Map<String, Report> reports = new LinkedHashMap<>();
    for (var name : named.isEmpty() ? DATA_PATH : named) {
      System.err.printf("Measuring %s%n", name);
      reports.put(name, benchmark(name, rounds(arguments)).run());
    }
    System.out.println(
        List.of(arguments).contains("--json") ? json(machine, reports) : text(machine, reports));
    System.exit(0);
  }

  private static Benchmark benchmark(String name, OptionalInt rounds) {
    return switch (name) {
      case "overhead" -> new Overhead(rounds.orElse(7));
      case "coldstart" -> new ColdStarts(rounds.orElse(9));
      case "packages" -> new PackageSizes();
      case "storms" -> new Storms();
      case "synthesis" -> new SynthesisBenchmark(rounds.orElse(7));
      default -> throw new IllegalArgumentException("unknown benchmark '%s'".formatted(name));
    };
  }

  private static OptionalInt rounds(String[] arguments) {
    return Stream.of(arguments)
        .filter(word -> word.startsWith("--rounds="))
        .mapToInt(word -> Integer.parseInt(word.substring("--rounds=".length())))
        .findFirst();
  }

  private static String text(Machine machine, Map<String, Report> reports) {
    return reports.values().stream().map(Report::text).collect(Collectors.joining("\n\n"))
        + "\n\n"
        + machine.text();
  }

  private static String json(Machine machine, Map<String, Report> reports) throws IOException {
    var document = new LinkedHashMap<String, Object>();
    document.put("machine", machine);
    reports.forEach(
        (name, report) ->
            document.put(
                name,
                Map.of("rows", report.rows(), "aims", report.aims(), "notes", report.notes())));
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(document);
  }
}
