package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationRulesTest {
  private final Fixture gateway = Fixture.gateway();

  @Nested
  class SecretsRotatedTest {
    private final Rule rule = new SecretsRotated();

    @Test
    void takesASecretThatRotates() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesASecretThatIsAttachedToADatabase() {
      gateway.resourceToo(
          "Attachment",
          """
          {
            "Type": "AWS::SecretsManager::SecretTargetAttachment",
            "Properties": { "SecretId": { "Ref": "Token" } }
          }
          """);
      gateway.property("Schedule", "SecretId", "{ \"Ref\": \"Attachment\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsASecretWithoutSchedule() {
      gateway.withoutResource("Schedule");

      assertThat(gateway.findings(rule))
          .containsExactly("Token: the secret has no rotation schedule");
    }

    @Test
    void findsAScheduleWithoutRules() {
      gateway.withoutProperty("Schedule", "RotationRules");

      assertThat(gateway.findings(rule))
          .containsExactly("Token: the secret has no rotation schedule");
    }

    @Test
    void findsAScheduleWithAFunctionFromElsewhere() {
      gateway.property(
          "Schedule", "RotationLambdaARN", "\"arn:aws:lambda:us-east-1:111111111111:function:x\"");

      assertThat(gateway.findings(rule))
          .containsExactly("Token: the function that rotates the secret is not in the templates");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SourceAccount", "SourceArn", "FunctionName", "Principal"})
    void findsAPermissionThatIsTooWideOrForAnother(String property) {
      gateway.withoutProperty("Permission", property);

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Token: no permission lets Secrets Manager call the function 'Rotation' with the"
                  + " account and the ARN of the secret");
    }
  }

  @Nested
  class LogGroupsProtectedTest {
    private final Rule rule = new LogGroupsProtected();

    @Test
    void takesALogGroupWithRetentionAndKey() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RetentionInDays", "KmsKeyId"})
    void findsALogGroupWithoutOneOfThem(String property) {
      gateway.withoutProperty("Log", property);

      assertThat(gateway.findings(rule))
          .containsExactly("Log: the log group has no '%s'".formatted(property));
    }

    @Test
    void findsALogGroupThatLambdaCreatesItself() {
      gateway.withoutProperty("Proxy", "LoggingConfig");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: Lambda creates the function's log group, without retention and key");
    }

    @Test
    void takesALogGroupWithTheNameThatLambdaUses() {
      gateway.withoutProperty("Proxy", "LoggingConfig");
      gateway.property("Log", "LogGroupName", "{ \"Fn::Sub\": \"/aws/lambda/${Proxy}\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }
  }

  @Nested
  class DeadlinesOrderedTest {
    private final Rule rule = new DeadlinesOrdered();

    @Test
    void takesDeadlinesInOrder() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "CONNECT_TIMEOUT_MILLIS, 20000, FIRST_BYTE_TIMEOUT_MILLIS, 20000",
      "FIRST_BYTE_TIMEOUT_MILLIS, 27001, TOTAL_TIMEOUT_MILLIS, 27000",
      "IDLE_TIMEOUT_MILLIS, 27000, TOTAL_TIMEOUT_MILLIS, 27000",
      "TOTAL_TIMEOUT_MILLIS, 28000, Timeout, 28000"
    })
    void namesBothDeadlines_whereTheInnerIsNotShorter(
        String inner, long innerMillis, String outer, long outerMillis) {
      gateway.property("Proxy", "Environment/Variables/" + inner, "\"" + innerMillis + "\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: '%s' must be less than '%s', got %d and %d ms"
                  .formatted(inner, outer, innerMillis, outerMillis));
    }

    @Test
    void comparesTheWaitForAnEndpointThatStarts_withThatForItsFirstByte() {
      gateway.property("Proxy", "Environment/Variables/SCALE_UP_TIMEOUT_SECONDS", "\"26\"");
      gateway.property("Proxy", "Environment/Variables/FIRST_BYTE_TIMEOUT_MILLIS", "\"26000\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: 'SCALE_UP_TIMEOUT_SECONDS' must be less than 'FIRST_BYTE_TIMEOUT_MILLIS',"
                  + " got 26000 and 26000 ms");
    }

    @Test
    void comparesTheFunctionWithTheApisDefault() {
      gateway.property("Proxy", "Timeout", "29");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: 'Timeout' must be less than 'TimeoutInMillis', got 29000 and 29000 ms");
    }

    @Test
    void comparesTheFunctionWithTheApi() {
      gateway.property("Post", "Integration/TimeoutInMillis", "120000");
      gateway.property("Proxy", "Timeout", "119");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void comparesWhatThereIs() {
      gateway.withoutProperty("Proxy", "Environment/Variables/FIRST_BYTE_TIMEOUT_MILLIS");
      gateway.property("Proxy", "Environment/Variables/CONNECT_TIMEOUT_MILLIS", "\"27000\"");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: 'CONNECT_TIMEOUT_MILLIS' must be less than 'TOTAL_TIMEOUT_MILLIS', got 27000"
                  + " and 27000 ms");
    }

    @Test
    void comparesTheFunctionsDefault_whereTheTemplateHasNone() {
      gateway.withoutProperty("Proxy", "Timeout");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Proxy: 'TOTAL_TIMEOUT_MILLIS' must be less than 'Timeout', got 27000 and 3000 ms");
    }
  }

  @Nested
  class ResponseModesMatchTest {
    private final Rule rule = new ResponseModesMatch();

    @Test
    void takesABufferedProxyBehindABufferedMethod() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesAStreamingProxyBehindAStreamingMethod() {
      streamingMethod();
      streamingProxy();

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void namesAMethodThatStreamsWhereItsProxyDoesNot() {
      streamingMethod();

      assertThat(gateway.findings(rule))
          .containsExactly("Post: POST /v1/chat must be BUFFERED as its proxy is, got STREAM");
    }

    @Test
    void namesAMethodThatWaitsForAllOfAStream() {
      streamingProxy();

      assertThat(gateway.findings(rule))
          .containsExactly("Post: POST /v1/chat must be STREAM as its proxy is, got BUFFERED");
    }

    @Test
    void aHandlerAloneDoesNotStream() {
      streamingMethod();
      gateway.property("Proxy", "Handler", "\"io.portcullis.proxy.StreamingProxyHandler\"");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    private void streamingMethod() {
      gateway.property("Post", "Integration/ResponseTransferMode", "\"STREAM\"");
    }

    private void streamingProxy() {
      gateway.property("Proxy", "Handler", "\"io.portcullis.proxy.StreamingProxyHandler\"");
      gateway.property(
          "Proxy", "Environment/Variables/AWS_LAMBDA_EXEC_WRAPPER", "\"/var/task/runtime.sh\"");
    }
  }
}
