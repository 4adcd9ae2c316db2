package io.portcullis.proxy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * The packages of the proxy depend on one another in one direction, so that each can be read alone.
 */
class PackagesTest {
  private static final String CLASSES = "target/classes";
  private static final Pattern DEPENDENCY =
      Pattern.compile("(io\\.portcullis\\.proxy\\S*) +-> (io\\.portcullis\\.proxy\\S*)");

  @Test
  void dependOnEachOther_inOneDirection() {
    var dependencies = dependencies();

    assertThat(dependencies).containsKey("io.portcullis.proxy");
    assertThat(withoutEnd(dependencies)).isEmpty();
  }

  /** What is left when every package is taken away that depends on none that is left. */
  private static Set<String> withoutEnd(Map<String, Set<String>> dependencies) {
    var left = new TreeSet<>(dependencies.keySet());
    while (left.removeIf(name -> dependencies.get(name).stream().noneMatch(left::contains))) {}
    return left;
  }

  private static Map<String, Set<String>> dependencies() {
    var out = new StringWriter();
    var status =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out),
                new PrintWriter(out),
                "-verbose:package",
                "-filter:package",
                "--multi-release",
                "base",
                "--ignore-missing-deps",
                CLASSES);
    assertThat(status).as(out.toString()).isZero();
    return DEPENDENCY
        .matcher(out.toString())
        .results()
        .collect(groupingBy(match -> match.group(1), mapping(match -> match.group(2), toSet())));
  }
}
