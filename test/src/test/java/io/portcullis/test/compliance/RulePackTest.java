package io.portcullis.test.compliance;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What rule packs say of every environment: cdk-nag's, and our own policies. */
class RulePackTest {
  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void everyPackHasRun(String environment) {
    assertThat(Assessment.of(environment).reports())
        .isNotEmpty()
        .allSatisfy(report -> assertThat(report.at("/metadata/error").isMissingNode()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void awsSolutionsAndNist_findNothing(String environment) {
    var assessment = Assessment.of(environment);

    assertThat(assessment.findings("AwsSolutions")).isEmpty();
    assertThat(assessment.findings("NIST.800.53.R5")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void ourPolicies_findNothing(String environment) {
    assertThat(Assessment.of(environment).findings("Portcullis")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#exampleNames")
  void examplesAreFoundNothingIn(String example) {
    var assessment = Assessment.of(example);

    assertThat(assessment.findings("AwsSolutions")).isEmpty();
    assertThat(assessment.findings("NIST.800.53.R5")).isEmpty();
    assertThat(assessment.findings("Portcullis")).isEmpty();
    assertThat(assessment.findings("CloudFormation Validate")).isEmpty();
  }

  /** They are a report, not a promise: much of what they ask for is a decision of the account. */
  @ParameterizedTest
  @CsvSource({"PCI.DSS.321", "HIPAA.Security"})
  void pciDssAndHipaa_areCounted(String pack) throws IOException {
    var counts =
        Assessment.all()
            .map(
                assessment ->
                    assessment.findings(pack).stream()
                        .collect(groupingBy(Function.identity(), TreeMap::new, counting()))
                        .entrySet()
                        .stream()
                        .map(count -> "%4d  %s%n".formatted(count.getValue(), count.getKey()))
                        .collect(joining("", assessment.environment() + "\n", "")))
            .collect(joining("\n"));
    var file = Files.createDirectories(Path.of("target/compliance")).resolve(pack + ".txt");
    Files.writeString(file, counts);

    System.out.println(pack + " in " + file + "\n" + counts);
    assertThat(Assessment.all())
        .allSatisfy(assessment -> assertThat(counts).contains(assessment.environment() + "\n"));
  }
}
