package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever is woken at night finds a section about it. */
class RunbookTest {
  private static final Path PAGE = Path.of("../docs/runbook.md");

  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void hasASectionForEveryAlarm_andNoOther() throws IOException {
    gateway.alarms().build();

    var linked = new HashSet<>(linkedSections());
    linked.add("monthly-budget");
    assertThat(sections()).isEqualTo(linked);
  }

  @Test
  void leadsNowhereElse() throws IOException {
    var links =
        Pattern.compile("\\]\\(#([a-z-]+)\\)")
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> match.group(1));

    assertThat(sections()).containsAll(links.toList());
  }

  /** The last words of every description. */
  private List<String> linkedSections() {
    var resources = Resources.of(gateway.stack);
    return Stream.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
        .flatMap(type -> resources.all(type).stream())
        .map(alarm -> alarm.get("AlarmDescription").textValue())
        .map(description -> description.replaceFirst(".*, see docs/runbook\\.md#", ""))
        .toList();
  }

  /** Headings below the title, as addresses. */
  private static Set<String> sections() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.matches("###? .*"))
        .map(line -> line.replaceFirst("###? ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
