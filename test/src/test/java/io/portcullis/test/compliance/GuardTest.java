package io.portcullis.test.compliance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS Control Tower's Guard rules say of every template. */
class GuardTest {
  private static final Map<String, Set<Guard.Finding>> FINDINGS = new HashMap<>();

  @BeforeAll
  static void run() throws Exception {
    Guard.install();
    for (var assessment : Assessment.all().toList()) {
      FINDINGS.put(assessment.environment(), Guard.findings(assessment));
    }
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void findsNothingThatIsNotAcknowledged(String environment) {
    var acknowledged = GuardAcknowledgement.in(environment).collect(toSet());

    assertThat(FINDINGS.get(environment))
        .filteredOn(finding -> !acknowledged.contains(finding))
        .isEmpty();
  }

  @Test
  void everyAcknowledgementIsStillNeeded() {
    for (var acknowledgement : GuardAcknowledgement.all()) {
      assertThat(acknowledgement.where().flatMap(name -> FINDINGS.get(name).stream()))
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
  void looksAtAllRules() throws Exception {
    assertThat(Guard.rules(Assessment.all().findFirst().orElseThrow())).hasSizeGreaterThan(230);
  }
}
