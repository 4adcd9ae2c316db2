package io.portcullis.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.environment.Environments;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

class EnvironmentStageTest {
  @Test
  void protectsBothStacksFromDeletion_whereDataIsRetained() {
    var stage = stage("prod");

    assertThat(stage.getFoundation().getTerminationProtection()).isTrue();
    assertThat(stage.getGateway().getTerminationProtection()).isTrue();
  }

  @Test
  void letsStacksGo_whereDataIsNotRetained() {
    var stage = stage("dev");

    assertThat(stage.getFoundation().getTerminationProtection()).isFalse();
    assertThat(stage.getGateway().getTerminationProtection()).isFalse();
  }

  private static EnvironmentStage stage(String environment) {
    return new EnvironmentStage(
        new App(), new Environments(Path.of("../environments")).named(environment));
  }
}
