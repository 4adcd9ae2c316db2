package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Synthesis;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sample of {@code ./portcullis prove attacks}: what needs but two front doors each. */
class ProofTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"dev, firewall", "staging, identity"})
  void everyRowIsRight(String environment, String ablation) throws Exception {
    var rows = Proof.of(Synthesis.environment(environment), folder).rows(sample(ablation));

    assertThat(rows).hasSizeGreaterThan(40).allMatch(Row::right);
  }

  /** Without floods, and without what other ablations are about. */
  private static Corpus sample(String ablation) {
    return new Corpus(
        Corpus.committed().groups().stream()
            .map(
                group ->
                    new Corpus.Group(
                        group.name(),
                        group.attacks().stream().filter(a -> isQuick(a, ablation)).toList()))
            .toList());
  }

  private static boolean isQuick(Attack attack, String ablation) {
    return attack.flood() == Flood.ONE_CALL
        && attack.identities().stream()
            .flatMap(type -> attack.ablation(type).stream())
            .allMatch(other -> other.name().equals(ablation));
  }
}
