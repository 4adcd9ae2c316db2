package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/** How the function's answers reach callers. */
class ApiStreamingTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void streamsForFiveMinutes_byDefault() {
    api(stack).build();

    assertThat(integration().get("ResponseTransferMode").textValue()).isEqualTo("STREAM");
    assertThat(integration().get("TimeoutInMillis").intValue()).isEqualTo(300_000);
    assertThat(integration().get("Uri").toString())
        .contains(":lambda:path/2021-11-15/functions/")
        .contains("/response-streaming-invocations");
  }

  @Test
  void waitsForAWholeAnswer29Seconds_byDefault() {
    api(stack).responseTransferMode(ResponseTransferMode.BUFFERED).build();

    assertThat(integration().get("ResponseTransferMode").textValue()).isEqualTo("BUFFERED");
    assertThat(integration().get("TimeoutInMillis").intValue()).isEqualTo(29_000);
    assertThat(integration().get("Uri").toString()).contains(":lambda:path/2015-03-31/functions/");
  }

  @Test
  void waitsAsLongAsTold() {
    api(stack).integrationTimeout(Duration.minutes(15)).build();

    assertThat(integration().get("TimeoutInMillis").intValue()).isEqualTo(900_000);
  }

  @Test
  void mayBeToldAtDeployment() {
    var number = CfnParameter.Builder.create(stack, "Number").type("Number").build();

    api(stack).integrationTimeout(Duration.millis(number.getValueAsNumber())).build();

    assertThat(integration().get("TimeoutInMillis").toString()).isEqualTo("{\"Ref\":\"Number\"}");
  }

  @ParameterizedTest
  @CsvSource({"STREAM, 901, 900, 15 minutes 1 second", "BUFFERED, 301, 300, 5 minutes 1 second"})
  void rejectsAWaitThatApiGatewayDoesNotKnow(
      ResponseTransferMode mode, int seconds, int most, String value) {
    var builder = api(stack).responseTransferMode(mode);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.integrationTimeout(Duration.seconds(seconds)).build())
        .withMessage(
            "'integrationTimeout' must be from 50 milliseconds to %d seconds, got '%s'"
                .formatted(most, value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.integrationTimeout(Duration.millis(49)).build());
  }

  @Test
  void requiresAMode() {
    var builder = api(stack).responseTransferMode(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'responseTransferMode' is required");
  }

  private JsonNode integration() {
    return Resources.of(stack).only("AWS::ApiGateway::Method").get("Integration");
  }
}
