package io.portcullis.test.compliance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS Control Tower's Guard rules say of every template. */
class GuardTest {
  private static final Map<String, Guard.Report> REPORTS = new HashMap<>();

  @BeforeAll
  static void run() throws Exception {
    Guard.install();
    for (var assessment : Assessment.all().toList()) {
      REPORTS.put(assessment.environment(), Guard.report(assessment));
    }
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void findsNothingThatIsNotAcknowledged(String environment) {
    var acknowledged = GuardAcknowledgement.in(environment).collect(toSet());

    assertThat(REPORTS.get(environment).findings())
        .filteredOn(finding -> !acknowledged.contains(finding))
        .isEmpty();
  }

  @Test
  void everyAcknowledgementIsStillNeeded() {
    for (var acknowledgement : GuardAcknowledgement.all()) {
      assertThat(acknowledgement.where().flatMap(name -> REPORTS.get(name).findings().stream()))
          .containsAll(acknowledgement.findings().toList());
    }
  }

  @Test
  void everyAcknowledgementHasAReason() {
    assertThat(GuardAcknowledgement.all())
        .extracting(GuardAcknowledgement::reason)
        .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
  }

  @Test
  void looksAtAllRules() {
    assertThat(REPORTS.values())
        .allSatisfy(report -> assertThat(report.rules()).hasSizeGreaterThan(230));
  }
}
