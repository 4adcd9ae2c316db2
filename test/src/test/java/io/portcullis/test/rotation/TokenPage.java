package io.portcullis.test.rotation;

import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The documentation's page for operators.
 *
 * @param sections the commands of each section that has some, in the order of the page
 */
record TokenPage(Map<String, List<String>> sections) {
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```sh\n(.*?)^ *```$");

  static TokenPage read() throws IOException {
    var text = Files.readString(Repository.root().resolve("docs/token-rotation.md"));
    var sections = new LinkedHashMap<String, List<String>>();
    var titles = SECTION.matcher(text).results().toList();
    for (var n = 0; n < titles.size(); n++) {
      var end = n + 1 < titles.size() ? titles.get(n + 1).start() : text.length();
      var commands = commands(text.substring(titles.get(n).end(), end));
      if (!commands.isEmpty()) {
        sections.put(titles.get(n).group(1), commands);
      }
    }
    return new TokenPage(sections);
  }

  private static List<String> commands(String section) {
    var commands = new ArrayList<String>();
    CODE.matcher(section)
        .results()
        .map(code -> code.group(1).replaceAll("\\\\\n *", ""))
        .forEach(code -> code.lines().map(String::strip).forEach(commands::add));
    return commands;
  }
}
