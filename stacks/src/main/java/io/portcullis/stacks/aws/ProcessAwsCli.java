package io.portcullis.stacks.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The executable {@code aws}, with the credentials of whoever runs it. */
public record ProcessAwsCli(Path executable, String region, Map<String, String> variables)
    implements AwsCli {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than a function is waited for. */
  private static final int PATIENCE_SECONDS = 120;

  /** How the CLI prints an error of AWS, be it version 1 or 2. */
  private static final Pattern ERROR =
      Pattern.compile("An error occurred \\(([^)]+)\\) when calling the \\S+ operation[^:]*: (.*)");

  public ProcessAwsCli {
    variables = Map.copyOf(variables);
  }

  /** The one on a search path such as {@code $PATH}, if there is one. */
  public static Optional<AwsCli> find(String path, String region) {
    for (var folder : path.split(File.pathSeparator)) {
      var file = Path.of(folder).resolve("aws");
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return Optional.of(new ProcessAwsCli(file, region, Map.of()));
      }
    }
    return Optional.empty();
  }

  @Override
  public AwsCli in(String other) {
    return new ProcessAwsCli(executable, other, variables);
  }

  @Override
  public AwsCli with(Map<String, String> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return new ProcessAwsCli(executable, region, all);
  }

  @Override
  public AwsAnswer call(String... words) {
    return callWithInput("", words);
  }

  @Override
  public AwsAnswer callWithInput(String input, String... words) {
    var command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--region", region, "--output", "json"));
    try {
      return run(command, input, "aws %s %s".formatted(words[0], words[1]));
    } catch (IOException e) {
      return new AwsAnswer.Refusal("", "cannot run '%s'".formatted(executable));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AwsAnswer.Refusal("", "interrupted");
    }
  }

  private AwsAnswer run(List<String> command, String input, String name)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("AWS_PAGER", "");
    builder.environment().put("AWS_CLI_AUTO_PROMPT", "off");
    builder.environment().putAll(variables);
    var process = builder.start();
    send(input, process.getOutputStream());
    var out = text(process.getInputStream());
    var err = text(process.getErrorStream());
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new AwsAnswer.Refusal(
          "", "'%s' did not end within %d s".formatted(name, PATIENCE_SECONDS));
    }
    return process.exitValue() == 0
        ? body(out.join(), name)
        : refusal(without(input, err.join()), name);
  }

  /** A command that ends before it has read all of it says itself why. */
  private static void send(String input, OutputStream stream) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return;
    }
  }

  /** An error may quote what was sent. */
  private static String without(String input, String text) {
    return input.isEmpty() ? text : text.replace(input, "[redacted]");
  }

  private static AwsAnswer body(String text, String name) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject()) {
        return new AwsAnswer.Body(json);
      }
    } catch (JsonProcessingException e) {
      // Said below: what it printed may be anything, and is not shown.
    }
    return new AwsAnswer.Refusal("", "'%s' did not answer with a JSON object".formatted(name));
  }

  private static AwsAnswer refusal(String text, String name) {
    var error = ERROR.matcher(text);
    if (error.find()) {
      return new AwsAnswer.Refusal(error.group(1), error.group(2).strip());
    }
    var line = text.lines().map(String::strip).filter(some -> !some.isEmpty()).findFirst();
    return new AwsAnswer.Refusal("", line.orElse("'%s' failed".formatted(name)));
  }

  private static CompletableFuture<String> text(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
