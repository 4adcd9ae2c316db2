package io.portcullis.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsServiceTest {
  @ParameterizedTest
  @CsvSource({
    "eu-west-1, https://dynamodb.eu-west-1.amazonaws.com/",
    "ap-southeast-2, https://dynamodb.ap-southeast-2.amazonaws.com/",
    "cn-northwest-1, https://dynamodb.cn-northwest-1.amazonaws.com.cn/",
    "us-gov-west-1, https://dynamodb.us-gov-west-1.amazonaws.com/"
  })
  void isWhereThePartitionHasIt(String region, URI endpoint) {
    assertThat(AwsService.dynamoDb(Map.of("AWS_REGION", region)))
        .isEqualTo(
            new AwsService(
                endpoint, region, "dynamodb", "DynamoDB_20120810", "application/x-amz-json-1.0"));
  }

  @Test
  void knowsWhatTheServicesAreCalled() {
    var environment = Map.of("AWS_REGION", "eu-west-1");

    assertThat(AwsService.secretsManager(environment))
        .isEqualTo(
            new AwsService(
                URI.create("https://secretsmanager.eu-west-1.amazonaws.com/"),
                "eu-west-1",
                "secretsmanager",
                "secretsmanager",
                "application/x-amz-json-1.1"));
    assertThat(AwsService.cloudWatchLogs(environment))
        .isEqualTo(
            new AwsService(
                URI.create("https://logs.eu-west-1.amazonaws.com/"),
                "eu-west-1",
                "logs",
                "Logs_20140328",
                "application/x-amz-json-1.1"));
  }

  @Test
  void isWhereItsOwnVariableSays_beforeThatOfAllServices() {
    var environment =
        Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:2",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "http://127.0.0.1:3");

    assertThat(AwsService.dynamoDb(environment).endpoint()).hasPort(1);
    assertThat(AwsService.secretsManager(environment).endpoint()).hasPort(2);
    assertThat(AwsService.cloudWatchLogs(environment).endpoint()).hasPort(3);
  }

  @Test
  void refusesAnAddressThatIsNotEncrypted() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AwsService.dynamoDb(
                    Map.of("AWS_REGION", "eu-west-1", "AWS_ENDPOINT_URL", "http://example.com")))
        .withMessageStartingWith("'AWS_ENDPOINT_URL' must be an https URL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mars", "eu-west-1.evil.example/", "EU-WEST-1", "eu-west-1\n"})
  void refusesWhatIsNoRegion(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsService.dynamoDb(Map.of("AWS_REGION", region)))
        .withMessageStartingWith("'AWS_REGION' must be a Region such as 'eu-west-1', got ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "eusc-de-east-1"})
  void refusesARegionWhoseDomainItDoesNotKnow(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AwsService.dynamoDb(Map.of("AWS_REGION", region)))
        .withMessage(
            "'AWS_REGION' must be of the partition aws, aws-cn or aws-us-gov, got '%s', set"
                + " 'AWS_ENDPOINT_URL' for another one",
            region);
    assertThat(
            AwsService.dynamoDb(
                    Map.of("AWS_REGION", region, "AWS_ENDPOINT_URL", "https://dynamodb.example"))
                .endpoint())
        .hasHost("dynamodb.example");
  }
}
