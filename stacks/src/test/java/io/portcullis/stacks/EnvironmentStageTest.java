package io.portcullis.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.environment.Environments;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

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

  @ParameterizedTest
  @CsvSource({"TokenAge, 21600", "TokenTimeLeft, 7200", "CredentialAge, 15552000"})
  void raisesAlarmsInTime_whereTokensLiveForHours(String metric, int seconds) {
    Template.fromStack(stage("examples/private").getGateway())
        .hasResourceProperties(
            "AWS::CloudWatch::Alarm", Map.of("MetricName", metric, "Threshold", seconds));
  }

  private static EnvironmentStage stage(String environment) {
    var file = Path.of("../environments").resolve(environment);
    return new EnvironmentStage(
        new App(), new Environments(file.getParent()).named(file.getFileName().toString()));
  }
}
