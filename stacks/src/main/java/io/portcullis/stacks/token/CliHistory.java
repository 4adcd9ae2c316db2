package io.portcullis.stacks.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The history that the AWS CLI keeps of its calls, what they sent included, in a file that anyone
 * with the account of this machine can read ("aws history"). It is off unless somebody turned it
 * on.
 */
final class CliHistory {
  private static final Pattern ENABLED =
      Pattern.compile("^\\s*cli_history\\s*[=:]\\s*enabled", Pattern.MULTILINE);

  private CliHistory() {}

  /**
   * Stops whoever would store a value that the history then keeps.
   *
   * @param variables environment variables, which say where the CLI's configuration is
   */
  static void requireOff(Map<String, String> variables) {
    var file =
        Optional.ofNullable(variables.get("AWS_CONFIG_FILE"))
            .map(Path::of)
            .orElse(Path.of(variables.getOrDefault("HOME", "."), ".aws", "config"));
    if (Files.isReadable(file) && ENABLED.matcher(read(file)).find()) {
      throw new CustodyException(
          "the AWS CLI would keep the value in its history; take 'cli_history' out of '%s' first"
              .formatted(file));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CustodyException("cannot read '%s'".formatted(file));
    }
  }
}
