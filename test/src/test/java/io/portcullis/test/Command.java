package io.portcullis.test;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program of this machine, run to its end. */
public record Command(Path folder, Map<String, String> environment, List<String> words) {

  /** What it printed, both streams as they came, and its exit status. */
  public record Result(int status, String output) {}

  public static Command of(Path folder, String... words) {
    return new Command(folder, Map.of(), List.of(words));
  }

  /** Maven, with the local repository of this build. */
  public static Command maven(Path folder, String... arguments) {
    var words = new ArrayList<>(List.of("mvn", "-B", "-q", "-ntp"));
    words.add("-Dmaven.repo.local=" + System.getProperty("localRepository"));
    words.addAll(List.of(arguments));
    return new Command(folder, Map.of(), words);
  }

  public Command and(String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(folder, environment, all);
  }

  /** The same under another mask of file modes. */
  public Command withUmask(String mask) {
    var shell = new ArrayList<>(List.of("sh", "-c", "umask " + mask + "; exec \"$@\"", "sh"));
    shell.addAll(words);
    return new Command(folder, environment, shell);
  }

  public Command with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Command(folder, more, words);
  }

  public Result run() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().putAll(environment);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
