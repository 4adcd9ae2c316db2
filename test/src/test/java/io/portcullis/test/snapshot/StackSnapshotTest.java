package io.portcullis.test.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.test.Synthesis;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackSnapshotTest {
  @ParameterizedTest
  @MethodSource("io.portcullis.test.Synthesis#environmentNames")
  void everyStackMatchesItsSnapshot(String environment) throws IOException {
    for (var stack : Synthesis.stacks(Synthesis.environment(environment))) {
      TemplateSnapshot.of(stack.getHierarchicalId()).assertMatches(stack.getTemplate());
    }
  }

  @Test
  void everySnapshotHasItsStack() throws IOException {
    var snapshots =
        Synthesis.environmentNames()
            .flatMap(name -> Synthesis.stacks(Synthesis.environment(name)).stream())
            .map(stack -> TemplateSnapshot.of(stack.getHierarchicalId()))
            .toList();

    assertThat(TemplateSnapshot.all()).containsExactlyInAnyOrderElementsOf(snapshots);
  }
}
