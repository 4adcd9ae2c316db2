package io.portcullis.test.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.Application;
import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long {@code cdk synth} takes for each environment, against an app with one bucket, both as
 * {@code cdk.json} runs the app but without the build before it. The runs take turns, so that
 * whatever else the machine does meets all of them.
 */
public final class SynthesisBenchmark {
  private static final String BUCKET = "one bucket";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int rounds;
  private final String program;
  private final Path output;

  private SynthesisBenchmark(int rounds, String program, Path output) {
    this.rounds = rounds;
    this.program = program;
    this.output = output;
  }

  /** Takes the number of rounds, and {@code --json}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var cdk = JSON.readTree(Repository.root().resolve("cdk.json").toFile());
    var output = Files.createTempDirectory("portcullis-synthesis-");
    var rows =
        new SynthesisBenchmark(
                Integer.parseInt(arguments[0]), cdk.required("app").textValue(), output)
            .rows();
    if (List.of(arguments).contains("--json")) {
      System.out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
    } else {
      print(rows);
    }
  }

  /**
   * @param app what was synthesized
   * @param seconds median of the runs
   * @param ratio median of what the app took against the one bucket of the same round
   */
  record Row(String app, double seconds, double ratio) {}

  private List<Row> rows() throws IOException, InterruptedException {
    var apps = Stream.concat(Stream.of(BUCKET), Synthesis.environmentNames()).toList();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    // The first round warms the file cache and does not count.
    for (var round = 0; round <= rounds; round++) {
      for (var app : apps) {
        var seconds = synthesize(app);
        if (round > 0) {
          times.computeIfAbsent(app, name -> new ArrayList<>()).add(seconds);
        }
      }
    }
    return apps.stream()
        .map(app -> new Row(app, median(times.get(app)), ratio(times.get(app), times.get(BUCKET))))
        .toList();
  }

  private double synthesize(String app) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var cdk =
        Command.of(
            Repository.root(),
            "node_modules/.bin/cdk",
            "synth",
            "**",
            "--quiet",
            "--build",
            "true",
            "--output",
            output.resolve(app.replace(' ', '-')).toString());
    var result =
        app.equals(BUCKET)
            ? cdk.and("--app", oneBucket()).run()
            : cdk.and("--context", "environment=" + app).run();
    if (result.status() != 0) {
      throw new IllegalStateException(
          "'%s' must synthesize, got:%n%s".formatted(app, result.output()));
    }
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }

  /** The program of {@code cdk.json}, with another main class. */
  private String oneBucket() {
    return program
        .replace(Application.class.getName(), OneBucketApp.class.getName())
        .replace("-cp \"", "-cp \"test/target/test-classes:");
  }

  private static double ratio(List<Double> times, List<Double> base) {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < times.size(); i++) {
      ratios.add(times.get(i) / base.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static void print(List<Row> rows) {
    System.out.printf("%-16s %8s %8s%n", "cdk synth", "seconds", "ratio");
    rows.forEach(
        row -> System.out.printf("%-16s %8.1f %8.2f%n", row.app(), row.seconds(), row.ratio()));
  }
}
