package io.portcullis.test.compliance;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An acknowledgement covers what it is for, and its neighbours show as a difference here. */
class AcknowledgementsTest {
  private static final Pattern OURS =
      Pattern.compile("(AwsSolutions|NIST\\.800\\.53\\.R5|Portcullis)::");

  private static final Path FOLDER = Path.of("src/test/resources/compliance/acknowledged");

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void coverTheseFindings(String environment) throws IOException {
    var covered =
        Assessment.of(environment).acknowledged().stream()
            .map(finding -> "%-50s %s\n".formatted(finding.rule(), finding.path()))
            .collect(joining());

    new TextSnapshot(FOLDER.resolve(environment + ".txt")).assertMatches(covered);
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void haveAReasonEach(String environment) {
    assertThat(Assessment.of(environment).acknowledged())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.reason()).hasSizeGreaterThan(20));
  }

  @Test
  void areEachStillNeeded() {
    var covering =
        Assessment.all()
            .flatMap(assessment -> assessment.acknowledged().stream())
            .map(finding -> finding.rule() + " at " + finding.place())
            .collect(toSet());

    assertThat(Assessment.all().flatMap(AcknowledgementsTest::acknowledgements))
        .isNotEmpty()
        .allSatisfy(acknowledgement -> assertThat(covering).contains(acknowledgement));
  }

  @Test
  void haveNoFileWithoutEnvironment() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Synthesis.environmentNames().map(name -> name + ".txt").toList());
    }
  }

  /** Ours, not those that the CDK's own constructs make for themselves. */
  private static Stream<String> acknowledgements(Assessment assessment) {
    return assessment
        .metadata()
        .filter(
            entry -> entry.getValue().path("type").asText().equals("aws:cdk:acknowledged-rules"))
        .flatMap(
            entry ->
                entry
                    .getValue()
                    .get("data")
                    .propertyStream()
                    .filter(rule -> OURS.matcher(rule.getKey()).lookingAt())
                    .map(
                        rule ->
                            Acknowledged.bare(rule.getKey())
                                + " at "
                                + Acknowledged.below(assessment.environment(), entry.getKey())));
  }
}
