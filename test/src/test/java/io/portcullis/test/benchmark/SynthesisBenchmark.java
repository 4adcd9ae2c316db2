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

/**
 * How long {@code cdk synth} takes for each environment as {@code cdk.json} runs the app, but
 * without the build before it, against an app with one bucket: as {@code cdk init} makes it, with
 * Maven and the JVM's defaults, and run as ours is. The runs take turns, so that whatever else the
 * machine does meets all of them.
 */
final class SynthesisBenchmark implements Benchmark {
  private static final String PROJECT = "one bucket, of 'cdk init'";
  private static final String BUCKET = "one bucket, run as ours";
  private static final String AIMED = "prod";
  private static final double MOST = 1.5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int rounds;

  SynthesisBenchmark(int rounds) {
    this.rounds = rounds;
  }

  /**
   * @param app what was synthesized
   * @param seconds median of the runs
   * @param toProject median of what the app took against the project of {@code cdk init}, each of
   *     the same round
   * @param toBucket the same against one bucket that is run as ours
   */
  record Row(String app, double seconds, double toProject, double toBucket) {}

  @Override
  public Report run() throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.create()) {
      var rows = rows(measured(commands(folder.path())));
      var aimed = rows.stream().filter(row -> row.app().equals(AIMED)).findFirst().orElseThrow();
      return new Report(
          "Synthesis: 'cdk synth', median of %d rounds".formatted(rounds),
          rows,
          List.of(
              Aim.atMost(
                  "%s against one bucket of 'cdk init'".formatted(AIMED),
                  aimed.toProject(),
                  MOST,
                  "times")),
          List.of(),
          new MarkdownTable(
              List.of("app", "seconds", "to 'cdk init'", "to one bucket"),
              3,
              rows.stream()
                  .map(
                      row ->
                          List.of(
                              row.app(),
                              Figures.text(row.seconds()),
                              Figures.text(row.toProject()),
                              Figures.text(row.toBucket())))
                  .toList()));
    }
  }

  private static Map<String, Command> commands(Path folder)
      throws IOException, InterruptedException {
    var program =
        JSON.readTree(Repository.root().resolve("cdk.json").toFile()).required("app").textValue();
    Map<String, Command> commands = new LinkedHashMap<>();
    commands.put(PROJECT, OneBucketProject.createIn(folder).synth(folder.resolve("project")));
    commands.put(BUCKET, synth(folder.resolve("bucket")).and("--app", oneBucket(program)));
    Synthesis.environmentNames()
        .forEach(
            name ->
                commands.put(
                    name, synth(folder.resolve(name)).and("--context", "environment=" + name)));
    return commands;
  }

  private static Command synth(Path output) {
    return Command.of(
        Repository.root(),
        "node_modules/.bin/cdk",
        "synth",
        "**",
        "--quiet",
        "--build",
        "true",
        "--output",
        output.toString());
  }

  /** The program of {@code cdk.json}, with another main class. */
  private static String oneBucket(String program) {
    return program
        .replace(Application.class.getName(), OneBucketApp.class.getName())
        .replace("-cp \"", "-cp \"test/target/test-classes:");
  }

  private Map<String, List<Double>> measured(Map<String, Command> commands)
      throws IOException, InterruptedException {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    // The first round warms the file cache, compiles the project, and does not count.
    for (var round = 0; round <= rounds; round++) {
      for (var command : commands.entrySet()) {
        var seconds = seconds(command.getKey(), onThisJdk(command.getValue()));
        if (round > 0) {
          times.computeIfAbsent(command.getKey(), app -> new ArrayList<>()).add(seconds);
        }
      }
    }
    return times;
  }

  /** The apps and Maven find the JDK that the report names. */
  private static Command onThisJdk(Command command) {
    var home = System.getProperty("java.home");
    return command
        .with("JAVA_HOME", home)
        .with("PATH", "%s/bin:%s".formatted(home, System.getenv("PATH")));
  }

  private static double seconds(String app, Command command)
      throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var result = command.run();
    if (result.status() != 0) {
      throw new IllegalStateException(
          "'%s' must synthesize, got:%n%s".formatted(app, result.output()));
    }
    return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
  }

  private static List<Row> rows(Map<String, List<Double>> times) {
    return times.entrySet().stream()
        .map(
            app ->
                new Row(
                    app.getKey(),
                    Figures.median(app.getValue()),
                    ratio(app.getValue(), times.get(PROJECT)),
                    ratio(app.getValue(), times.get(BUCKET))))
        .toList();
  }

  private static double ratio(List<Double> times, List<Double> base) {
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < times.size(); i++) {
      ratios.add(times.get(i) / base.get(i));
    }
    return Figures.median(ratios);
  }
}
