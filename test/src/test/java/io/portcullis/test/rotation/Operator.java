package io.portcullis.test.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.stacks.token.TokenCommand;
import io.portcullis.test.launcher.FakeRepository;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whoever types the commands of a page. The launcher makes programs of them, which act on the front
 * door of this machine in the place of the environment that the page names.
 *
 * @param launcher where the launcher only writes down what it would start
 */
record Operator(FakeRepository launcher, RotationDoor door) {
  private static final String PROGRAM = "stacks token.TokenCommand ";

  /** {@code aws secretsmanager some-operation --some-property value …}. */
  private static final Pattern AWS = Pattern.compile("aws secretsmanager ([a-z-]+)( --.*)");

  private static final Pattern OPTION = Pattern.compile(" --([a-z-]+) +\"?([^\" ]+)\"?");

  /** What a command came to. */
  record Result(int status, String output) {}

  /**
   * Types {@code ./portcullis …}.
   *
   * @param input what is entered where it asks for something
   */
  Result type(String command, String input) throws Exception {
    var words = command.split(" ");
    var before = launcher.calls().size();
    var launched = launcher.run(List.of(words).subList(1, words.length).toArray(String[]::new));
    return launched.status() == 0
        ? run(launcher.calls().get(before).substring(PROGRAM.length()).split(" "), input)
        : new Result(launched.status(), launched.output());
  }

  private Result run(String[] words, String input) {
    var places =
        Map.of(
            "--env", "local",
            "--environments", door.environments().toString(),
            "--state", door.state().toString());
    var arguments = new ArrayList<String>(List.of(words[0]));
    for (var n = 1; n < words.length; n++) {
      arguments.add(places.containsKey(words[n - 1]) ? places.get(words[n - 1]) : words[n]);
    }
    if (words[0].equals("revoke") && !arguments.contains("--yes")) {
      // Nobody is there to be asked.
      arguments.add("--yes");
    }
    var text = new StringWriter();
    var out = new PrintWriter(text, true);
    var in = new ByteArrayInputStream(input.getBytes(UTF_8));
    var status = TokenCommand.run(Map.of(), arguments.toArray(String[]::new), in, out, out);
    return new Result(status, text.toString());
  }

  /** Types a command of the AWS CLI, with what its variables stand for. */
  void typeAws(String command, Map<String, String> variables) {
    var words = AWS.matcher(command);
    if (!words.matches()) {
      throw new IllegalArgumentException("no command of Secrets Manager: " + command);
    }
    var request = JsonNodeFactory.instance.objectNode();
    OPTION
        .matcher(words.group(2))
        .results()
        .forEach(
            option ->
                request.put(
                    camelCase(option.group(1)),
                    variables.getOrDefault(option.group(2), option.group(2))));
    new SecretVersions(door.door()).call(camelCase(words.group(1)), request);
  }

  private static String camelCase(String name) {
    return Pattern.compile("(?:^|-)([a-z])")
        .matcher(name)
        .replaceAll(letter -> letter.group(1).toUpperCase());
  }
}
