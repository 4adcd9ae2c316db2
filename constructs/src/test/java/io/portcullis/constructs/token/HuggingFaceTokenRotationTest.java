package io.portcullis.constructs.token;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** When the token is rotated, and how one sees that it was. */
class HuggingFaceTokenRotationTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void rotatesEvery30Days_byDefault() {
    token().build();

    assertRules("{ \"ScheduleExpression\": \"rate(30 days)\" }");
  }

  @Test
  void rotatesByCron_ifTold() {
    token().scheduleExpression("cron(0 9 1 * ? *)").build();

    assertRules("{ \"ScheduleExpression\": \"cron(0 9 1 * ? *)\" }");
  }

  @Test
  void rotatesInAWindow_ifTold() {
    token().scheduleExpression("cron(0 9 1 * ? *)").window(Duration.hours(3)).build();

    assertRules("{ \"ScheduleExpression\": \"cron(0 9 1 * ? *)\", \"Duration\": \"3h\" }");
  }

  @Test
  void takesAWindowInMinutes() {
    token().window(Duration.minutes(120)).build();

    assertRules("{ \"ScheduleExpression\": \"rate(30 days)\", \"Duration\": \"2h\" }");
  }

  @Test
  void takesAScheduleAndAWindowThatAreKnownLater() {
    token()
        .scheduleExpression(Lazy.uncachedString(context -> "rate(10 days)"))
        .window(Duration.hours(Lazy.uncachedNumber(context -> 5)))
        .build();

    assertRules("{ \"ScheduleExpression\": \"rate(10 days)\", \"Duration\": \"5h\" }");
  }

  @Test
  void refusesAScheduleThatIsNone() {
    var builder = token().scheduleExpression("cron(banana)");

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'scheduleExpression' must be cron(…) of six fields: minutes, hours, day of month, month, day of week and year, got 'cron(banana)'");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 6, 0 minutes",
    "30, 6, 30 minutes",
    "90, 6, 1 hour 30 minutes",
    "420, 6, 7 hours",
  })
  void refusesAWindowThatHasNoRoom(int minutes, int longest, String window) {
    var builder =
        token().scheduleExpression("cron(0 18 1 * ? *)").window(Duration.minutes(minutes));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'window' must be whole hours from 1 to %d, to end by midnight UTC and before the next one opens, got '%s'",
            longest, window);
  }

  @Test
  void refusesAWindowBeyondADay_ofAScheduleThatIsKnownLater() {
    var builder =
        token()
            .scheduleExpression(Lazy.uncachedString(context -> "rate(10 days)"))
            .window(Duration.hours(25));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("'window' must be whole hours from 1 to 24,");
  }

  @Test
  void doesNotRotateOnDeployment_sinceNothingIsStagedThen() {
    token().build();

    assertThat(schedule()).containsEntry("RotateImmediatelyOnUpdate", false);
  }

  @Test
  void knowsItsSchedule() {
    var token = token().scheduleExpression("cron(0 9 1 * ? *)").build();

    assertThat(token.getSchedule()).contains(TokenSchedule.parse("cron(0 9 1 * ? *)"));
  }

  @Test
  void knowsNoSchedule_thatIsKnownLater() {
    var token = token().scheduleExpression(Lazy.uncachedString(context -> "rate(1 day)")).build();

    assertThat(token.getSchedule()).isEmpty();
  }

  @Test
  void countsRotationsThatSucceed() {
    assertMetric(token().build().metricRotationSucceeded(), "RotationSucceeded");
  }

  @Test
  void countsRotationsThatFail() {
    assertMetric(token().build().metricRotationFailed(), "RotationFailed");
  }

  private void assertMetric(Metric metric, String name) {
    assertThat(metric.getNamespace()).isEqualTo("Portcullis");
    assertThat(metric.getMetricName()).isEqualTo(name);
    assertThat(metric.getStatistic()).isEqualTo("Sum");
    assertThat(metric.getPeriod().toMinutes()).isEqualTo(5);
    assertThat(Resources.of(stack).resolved(metric.getDimensions()))
        .isEqualTo(Map.of("FunctionName", Map.of("Ref", "TokenRotationFunction")));
  }

  private void assertRules(String rules) {
    assertThat(schedule()).containsEntry("RotationRules", json(rules));
  }

  private Map<String, Object> schedule() {
    return Json.json(Resources.of(stack).only("AWS::SecretsManager::RotationSchedule"));
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }
}
