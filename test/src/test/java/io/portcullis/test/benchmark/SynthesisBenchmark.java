package io.portcullis.test.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.Application;
import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import io.portcullis.test.Synthesis;
import io.portcullis.test.attack.TemporaryFolder;
import java.io.IOException;
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
final class SynthesisBenchmark implements Benchmark {
  private static final String BUCKET = "one bucket";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int rounds;

  SynthesisBenchmark(int rounds) {
    this.rounds = rounds;
  }

  /**
   * @param app what was synthesized
   * @param seconds median of the runs
   * @param ratio median of what the app took against the one bucket of the same round
   */
  record Row(String app, double seconds, double ratio) {}

  @Override
  public Report run() throws IOException, InterruptedException {
    try (var output = TemporaryFolder.create()) {
      var cdk = JSON.readTree(Repository.root().resolve("cdk.json").toFile());
      var rows = rows(cdk.required("app").textValue(), output.path());
      return new Report(
          "Synthesis: 'cdk synth', median of %d rounds".formatted(rounds),
          rows,
          List.of(),
          List.of(),
          new MarkdownTable(
              List.of("app", "seconds", "ratio"),
              2,
              rows.stream()
                  .map(
                      row ->
                          List.of(
                              row.app(), Figures.text(row.seconds()), Figures.text(row.ratio())))
                  .toList()));
    }
  }

  private List<Row> rows(String program, Path output) throws IOException, InterruptedException {
    var apps = Stream.concat(Stream.of(BUCKET), Synthesis.environmentNames()).toList();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    // The first round warms the file cache and does not count.
    for (var round = 0; round <= rounds; round++) {
      for (var app : apps) {
        var seconds = synthesize(app, program, output);
        if (round > 0) {
          times.computeIfAbsent(app, name -> new ArrayList<>()).add(seconds);
        }
      }
    }
    return apps.stream()
        .map(
            app ->
                new Row(
                    app, Figures.median(times.get(app)), ratio(times.get(app), times.get(BUCKET))))
        .toList();
  }

  private double synthesize(String app, String program, Path output)
      throws IOException, InterruptedException {
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
            ? cdk.and("--app", oneBucket(program)).run()
            : cdk.and("--context", "environment=" + app).run();
    if (result.status() != 0) {
      throw new IllegalStateException(
          "'%s' must synthesize, got:%n%s".formatted(app, result.output()));
    }
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }

  /** The program of {@code cdk.json}, with another main class. */
  private static String oneBucket(String program) {
    return program
        .replace(Application.class.getName(), OneBucketApp.class.getName())
        .replace("-cp \"", "-cp \"test/target/test-classes:");
  }

  private static double ratio(List<Double> times, List<Double> base) {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < times.size(); i++) {
      ratios.add(times.get(i) / base.get(i));
    }
    return Figures.median(ratios);
  }
}
