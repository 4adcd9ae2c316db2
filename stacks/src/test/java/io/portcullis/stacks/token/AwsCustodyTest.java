package io.portcullis.stacks.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.stacks.aws.FakeAws;
import io.portcullis.stacks.aws.ProcessAwsCli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an AWS CLI that answers from files. */
class AwsCustodyTest {
  private static final String VALUE = "hf_" + "planted".repeat(5);
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir private Path folder;

  private FakeAws aws;

  @BeforeEach
  void deploy() {
    aws =
        new FakeAws(folder)
            .answers("sts.get-caller-identity", "{\"Account\": \"111111111111\"}")
            .answers(
                "cloudformation.describe-stacks",
                """
                {"Stacks": [{"Outputs": [
                  {"OutputKey": "TokenSecretArn", "OutputValue": "token-arn"},
                  {"OutputKey": "CredentialSecretArn", "OutputValue": "credential-arn"},
                  {"OutputKey": "RotationLogGroupName", "OutputValue": "log-group"},
                  {"OutputKey": "RotationFunctionName", "OutputValue": "function"}]}]}
                """);
  }

  /** Other people on the machine see words, and nothing else of a command. */
  @Test
  void bringsAValueByStandardInput_andInNoWord() {
    aws.answers("secretsmanager.put-secret-value", "{\"VersionId\": \"another\"}");

    assertThatExceptionOfType(CustodyException.class).isThrownBy(() -> custody().stage(VALUE));

    assertThat(aws.input()).isEqualTo(VALUE);
    assertThat(aws.calls())
        .last()
        .asString()
        .matches(
            "secretsmanager put-secret-value --secret-id token-arn --client-request-token [0-9a-f-]{36}"
                + " --secret-string file:///dev/stdin --version-stages STAGED"
                + " --region eu-west-1 --output json");
  }

  @Test
  void failsToStage_whatWasStoredAsAnotherVersion() {
    aws.answers("secretsmanager.put-secret-value", "{\"VersionId\": \"another\"}");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody().stage(VALUE))
        .withMessageStartingWith("Secrets Manager did not store it as version ");
  }

  @Test
  void storesACredentialWithoutALabel_soThatItIsCurrent() {
    aws.refuses("secretsmanager.put-secret-value", "AccessDeniedException", "you may not");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody().storeCredential(VALUE))
        .withMessage("AccessDeniedException: you may not");
    assertThat(aws.calls())
        .last()
        .asString()
        .contains("--secret-id credential-arn")
        .doesNotContain("--version-stages");
  }

  @Test
  void asksNothingMore_withCredentialsOfAnotherAccount() {
    aws.answers("sts.get-caller-identity", "{\"Account\": \"222222222222\"}");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(this::custody)
        .withMessage(
            "the credentials are of account 222222222222, the environment is of 111111111111");
    assertThat(aws.calls()).hasSize(1);
  }

  @Test
  void saysThatAnEnvironmentIsNotDeployed() {
    aws.refuses(
        "cloudformation.describe-stacks",
        "ValidationError",
        "Stack with id portcullis-prod-Foundation does not exist");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(this::custody)
        .withMessage("the environment is not deployed: no stack portcullis-prod-Foundation");
  }

  @Test
  void tellsVersionsNewestFirst_andNoneWithoutALabel() {
    aws.answers("secretsmanager.describe-secret", "{\"ARN\": \"token-arn\"}")
        .answers(
            "secretsmanager.list-secret-version-ids",
            """
            {"Versions": [
              {"VersionId": "one", "VersionStages": ["AWSPREVIOUS"],
                "CreatedDate": "2026-10-01T09:00:00+00:00"},
              {"VersionId": "none", "CreatedDate": "2026-12-01T09:00:00+00:00"},
              {"VersionId": "two", "VersionStages": ["AWSCURRENT", "VERIFIED"],
                "CreatedDate": "2026-11-01T09:00:00+00:00"}]}
            """);

    assertThat(custody().token().versions())
        .extracting(SecretState.Version::id)
        .containsExactly("two", "one");
  }

  @Test
  void tellsWhatTheFunctionLogged_sinceTheLongestSchedule() {
    aws.answers(
        "logs.filter-log-events",
        """
        {"events": [{"message": "START RequestId: 1"},
          {"message": "{\\"step\\":\\"testSecret\\",\\"version_id\\":\\"two\\",\\"result\\":\\"failed\\",\\"reason\\":\\"why\\"}"}]}
        """);

    assertThat(custody().steps())
        .extracting(LogLine::toString)
        .containsExactly("testSecret failed: why");
    assertThat(aws.calls())
        .last()
        .asString()
        .contains("--start-time " + NOW.minus(Duration.ofDays(35)).toEpochMilli());
  }

  @Test
  void tellsTheLastLookAtTheToken_ofTheLastTwoHours() {
    aws.answers(
        "logs.filter-log-events",
        """
        {"events": [
          {"message": "{\\"task\\":\\"watch\\",\\"version_id\\":\\"one\\",\\"result\\":\\"watched\\"}"},
          {"message": "{\\"task\\":\\"watch\\",\\"version_id\\":\\"two\\",\\"result\\":\\"watched\\"}"},
          {"message": "{\\"task\\":\\"revoke\\",\\"version_id\\":\\"one\\",\\"result\\":\\"retired\\"}"}]}
        """);

    assertThat(custody().watch()).map(LogLine::versionId).contains("two");
    assertThat(lastCall())
        .isEqualTo(
            "logs filter-log-events --log-group-name log-group --start-time %d --filter-pattern { $.task = \"*\" }"
                .formatted(NOW.minus(Duration.ofHours(2)).toEpochMilli()));
  }

  @Test
  void begins_andClearsAway_aRotationByItsVersion() {
    aws.answers("secretsmanager.rotate-secret", "{}")
        .answers("secretsmanager.update-secret-version-stage", "{}");

    custody().rotate("next");
    assertThat(lastCall())
        .isEqualTo(
            "secretsmanager rotate-secret --secret-id token-arn --client-request-token next");
    custody().clear("next");
    assertThat(lastCall())
        .isEqualTo(
            "secretsmanager update-secret-version-stage --secret-id token-arn --version-stage AWSPENDING --remove-from-version-id next");
  }

  @Test
  void hasTheFunctionRevoke_andLeavesNoFileOfItsAnswer() {
    aws.returns("{\"result\": \"retired\", \"versionId\": \"one\"}");

    assertThat(custody().revoke()).isTrue();
    assertThat(aws.input()).isEqualTo("{\"task\":\"revoke\",\"secretId\":\"token-arn\"}");
    assertThat(lastCall())
        .startsWith(
            "lambda invoke --function-name function --cli-read-timeout 90 --payload fileb:///dev/stdin ");
    assertThat(Path.of(lastCall().replaceFirst("^.* ", ""))).doesNotExist();
  }

  @Test
  void tellsThatThereWasNothingToRevoke() {
    aws.returns("{\"result\": \"nothing_to_retire\"}");

    assertThat(custody().revoke()).isFalse();
  }

  @Test
  void doesNotTakeATokenForRevoked_whenTheFunctionSaysNothing() {
    aws.returns("");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody().revoke())
        .withMessage("the function's answer says not whether it revoked the token");
  }

  @Test
  void doesNotTakeATokenForRevoked_whenTheFunctionFails() {
    aws.fails("{\"errorMessage\": \"the Hub is away\"}");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody().revoke())
        .withMessage("the function did not revoke it: the Hub is away");
  }

  @Test
  void namesTheOutput_thatADeploymentOfBeforeDoesNotHave() {
    aws.answers("cloudformation.describe-stacks", "{\"Stacks\": [{\"Outputs\": []}]}");

    assertThatExceptionOfType(CustodyException.class)
        .isThrownBy(() -> custody().token())
        .withMessage("the stack has no output 'TokenSecretArn', deploy the environment");
  }

  private String lastCall() {
    var calls = aws.calls();
    return calls.get(calls.size() - 1).replaceFirst(" --region \\S+ --output json$", "");
  }

  private Custody custody() {
    return AwsCustody.of(
        ProcessAwsCli.find(aws.path(), "eu-west-1").orElseThrow(),
        InstantSource.fixed(NOW),
        "111111111111",
        "portcullis-prod-Foundation");
  }
}
