package io.portcullis.stacks.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.stacks.aws.FakeAws;
import io.portcullis.stacks.aws.ProcessAwsCli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an AWS CLI that answers from files. */
class AwsApiKeysTest {
  private static final ApiKey FIRST = new ApiKey("k1", "acme", "first", true);

  @TempDir private Path folder;

  private FakeAws aws;

  @BeforeEach
  void makeAccount() {
    aws =
        new FakeAws(folder)
            .answers("sts.get-caller-identity", "{\"Account\": \"111111111111\"}")
            .answers(
                "cloudformation.list-stack-resources",
                """
                {"StackResourceSummaries": [
                  {"ResourceType": "AWS::ApiGateway::ApiKey", "PhysicalResourceId": "k1"},
                  {"ResourceType": "AWS::ApiGateway::ApiKey", "PhysicalResourceId": "k2"},
                  {"ResourceType": "AWS::ApiGateway::RestApi", "PhysicalResourceId": "k4"}]}
                """)
            .answers(
                "apigateway.get-api-keys",
                """
                {"items": [
                  {"id": "k1", "enabled": true,
                    "tags": {"portcullis:customer": "acme", "portcullis:key": "first"}},
                  {"id": "k2", "enabled": false,
                    "tags": {"portcullis:customer": "acme", "portcullis:key": "second"}},
                  {"id": "k3", "enabled": true,
                    "tags": {"portcullis:customer": "acme", "portcullis:key": "first"}},
                  {"id": "k4", "enabled": true, "tags": {}},
                  {"id": "k5", "enabled": true}]}
                """);
  }

  @Test
  void knowsTheKeysOfTheStack_andNoOthersOfTheAccount() {
    assertThat(keys().all()).containsExactly(FIRST, new ApiKey("k2", "acme", "second", false));
  }

  @Test
  void asksForNoValue_whereNoneIsNeeded() {
    keys().all();

    assertThat(aws.calls())
        .contains("apigateway get-api-keys --no-include-values --region eu-west-1 --output json")
        .noneMatch(call -> call.contains(" --include-value"));
  }

  @Test
  void hasNoKeys_whereTheStackIsNotThere() {
    aws.refuses(
        "cloudformation.list-stack-resources",
        "ValidationError",
        "Stack with id portcullis-prod-Gateway does not exist");

    assertThat(keys().all()).isEmpty();
  }

  @Test
  void tellsWhatAwsRefuses() {
    aws.refuses("apigateway.get-api-keys", "AccessDeniedException", "you may not");
    var keys = keys();

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(keys::all)
        .withMessage("AccessDeniedException: you may not");
  }

  /** Which may have a stack of that name too. */
  @Test
  void asksNothingMore_withCredentialsOfAnotherAccount() {
    aws.answers("sts.get-caller-identity", "{\"Account\": \"222222222222\"}");

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(this::keys)
        .withMessage(
            "the credentials are of account 222222222222, the environment is of 111111111111");
    assertThat(aws.calls()).hasSize(1);
  }

  @Test
  void tellsAValue() {
    aws.answers("apigateway.get-api-key.k1", "{\"id\": \"k1\", \"value\": \"v1\"}");

    assertThat(keys().value(FIRST)).isEqualTo("v1");
  }

  @Test
  void blocksAKey() {
    aws.answers("apigateway.update-api-key.k1", "{\"id\": \"k1\", \"enabled\": false}");

    keys().enable(FIRST, false);

    assertThat(aws.calls())
        .contains(
            "apigateway update-api-key --api-key k1 --patch-operations"
                + " op=replace,path=/enabled,value=false --region eu-west-1 --output json");
  }

  @Test
  void doesNotBelieve_whatAwsDoesNotConfirm() {
    aws.answers("apigateway.update-api-key.k1", "{\"id\": \"k1\", \"enabled\": true}");
    var keys = keys();

    assertThatExceptionOfType(ApiKeysException.class)
        .isThrownBy(() -> keys.enable(FIRST, false))
        .withMessage("API Gateway did not change it");
  }

  private AwsApiKeys keys() {
    return AwsApiKeys.of(
        ProcessAwsCli.find(aws.path(), "eu-west-1").orElseThrow(),
        "111111111111",
        "portcullis-prod-Gateway");
  }
}
