package io.portcullis.constructs.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;

class AlarmThresholdsTest {
  private final GatewayWithAlarms gateway = new GatewayWithAlarms();

  @Test
  void takesParametersOfATemplate() {
    var parameter = CfnParameter.Builder.create(gateway.stack, "Limit").type("Number").build();

    gateway.alarms(AlarmThresholds.builder().serverErrors(parameter.getValueAsNumber()));

    assertThat(gateway.alarmOn("serverErrors").at("/Threshold/Ref").textValue()).isEqualTo("Limit");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1})
  void refusesAShareThatIsNone(double share) {
    var message = "'%s' must be greater than 0, got '%s'";

    assertRefused(
        AlarmThresholds.builder().callShare(share), message.formatted("callShare", share));
    assertRefused(
        AlarmThresholds.builder().quotaShare(share), message.formatted("quotaShare", share));
    assertRefused(
        AlarmThresholds.builder().spendShare(share), message.formatted("spendShare", share));
  }

  @Test
  void refusesAShareThatIsNotKnownYet() {
    var parameter = CfnParameter.Builder.create(gateway.stack, "Share").type("Number").build();

    assertRefused(
        AlarmThresholds.builder().callShare(parameter.getValueAsNumber()),
        "'callShare' must be known when the template is written");
  }

  @Test
  void refusesTimesThatAreNotKnownYet() {
    var parameter = CfnParameter.Builder.create(gateway.stack, "Days").type("Number").build();
    var unknown = Duration.days(parameter.getValueAsNumber());

    assertRefused(
        AlarmThresholds.builder().tokenNotice(unknown),
        "'tokenNotice' must be known when the template is written");
    assertRefused(
        AlarmThresholds.builder().credentialMaximumAge(unknown),
        "'credentialMaximumAge' must be known when the template is written");
  }

  private static void assertRefused(AlarmThresholds.Builder thresholds, String message) {
    assertThatIllegalArgumentException().isThrownBy(thresholds::build).withMessage(message);
  }
}
