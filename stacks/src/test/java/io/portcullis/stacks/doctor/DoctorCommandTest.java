package io.portcullis.stacks.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.stacks.assembly.TestAssembly;
import io.portcullis.stacks.aws.FakeAws;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command itself, with an AWS CLI that answers from files. */
class DoctorCommandTest {
  private static final String TEMPLATE =
      """
      {"Resources": {
        "Stage": {"Type": "AWS::ApiGateway::Stage"},
        "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Policy": {"Statement": [
          {"Principal": {"AWS": ["arn:aws:iam::111111111111:role/team/operator",
            "arn:aws:iam::111111111111:user/robot", "arn:aws:iam::111111111111:role/any/*"]},
           "Condition": {"StringEquals": {"aws:PrincipalArn": "arn:aws:iam::%2$s:role/caller"}}}]}}},
        "Proxy": {"Type": "AWS::Lambda::Function", "Properties": {"ReservedConcurrentExecutions": 50,
          "Environment": {"Variables": {"ENDPOINT_URL": "https://a.%1$s.aws.endpoints.huggingface.cloud"}}}},
        "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": "eu-west-1a"}},
        "PrivateLink": {"Type": "AWS::EC2::VPCEndpoint",
          "Properties": {"ServiceName": "com.amazonaws.vpce.%1$s.vpce-svc-0a"}},
        "Token": {"Type": "AWS::SecretsManager::Secret"},
        "Credential": {"Type": "AWS::SecretsManager::Secret"},
        "Rotation": {"Type": "AWS::Lambda::Function", "Properties": {
          "Environment": {"Variables": {"CREDENTIAL_ARN": {"Ref": "Credential"}}}}},
        "Schedule": {"Type": "AWS::SecretsManager::RotationSchedule", "Properties": {
          "SecretId": {"Ref": "Token"}, "RotationLambdaARN": {"Fn::GetAtt": ["Rotation", "Arn"]}}},
        "Topic": {"Type": "AWS::SNS::Topic"},
        "DetailTopic": {"Type": "AWS::SNS::Topic"},
        "Abuse": {"Type": "AWS::CloudWatch::CompositeAlarm", "Properties": {
          "AlarmActions": [{"Ref": "Topic"}]}}}}
      """;

  private static final String VERIFIED =
      """
      {"VersionIdsToStages": {"1": ["AWSPREVIOUS"], "2": ["AWSCURRENT", "VERIFIED"]},
       "LastRotatedDate": 1764000000}
      """;

  @TempDir private Path folder;

  private FakeAws aws;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeEverythingRight() {
    endpointIn("eu-west-1");
    aws =
        new FakeAws(folder.resolve("bin"))
            .answers(
                "sts.get-caller-identity",
                "{\"Account\": \"111111111111\", \"Arn\": \"arn:aws:iam::111111111111:user/me\"}")
            .answers(
                "ec2.describe-regions",
                "{\"Regions\": [{\"OptInStatus\": \"opt-in-not-required\"}]}")
            .answers("ssm.get-parameter", "{\"Parameter\": {\"Value\": \"30\"}}")
            .answers(
                "apigateway.get-account",
                "{\"cloudwatchRoleArn\": \"arn:aws:iam::111111111111:role/logs\"}")
            .answers(
                "lambda.get-account-settings",
                """
                {"AccountLimit": {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 900}}
                """)
            .answers(
                "ec2.describe-vpc-endpoint-services",
                "{\"ServiceDetails\": [{\"AvailabilityZones\": [\"eu-west-1a\", \"eu-west-1b\"]}]}")
            .answers(
                "cloudtrail.describe-trails",
                "{\"trailList\": [{\"IsMultiRegionTrail\": true, \"TrailARN\": \"trail\"}]}")
            .answers("cloudtrail.get-trail-status", "{\"IsLogging\": true}")
            .answers("iam.get-role", "{\"Role\": {}}")
            .answers("iam.get-user", "{\"User\": {}}")
            .answers(
                "cloudformation.describe-stack-resource",
                "{\"StackResourceDetail\": {\"PhysicalResourceId\": \"arn:aws:sns:topic\"}}")
            .answers(
                "sns.list-subscriptions-by-topic",
                "{\"Subscriptions\": [{\"SubscriptionArn\": \"arn:aws:sns:topic:1\"}]}")
            .answers("secretsmanager.describe-secret", VERIFIED);
  }

  @Test
  void saysThatTheAccountIsReady_whenEverythingIsRight() {
    assertThat(doctor()).isZero();
    assertThat(out)
        .hasToString(
            """
            Environment prod: account 111111111111, Region eu-west-1

              ok         endpoint         in eu-west-1
              ok         credentials      of account 111111111111, as arn:aws:iam::111111111111:user/me
              ok         Region           eu-west-1 is enabled
              ok         CDK bootstrap    version 30
              ok         log role         arn:aws:iam::111111111111:role/logs
              ok         concurrency      1000 calls at a time in the account, 50 to reserve
              ok         PrivateLink      com.amazonaws.vpce.eu-west-1.vpce-svc-0a, in every zone of the network
              ok         CloudTrail       trail records
              ok         roles and users  3 that policies name exist
              ok         alarm receivers  1 confirmed
              ok         credential       brought
              ok         token            the current one is verified

            The account is ready.
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sts.get-caller-identity | {"Account": "222222222222"} | credentials      of account 222222222222, the environment is of 111111111111
          ec2.describe-regions | {"Regions": [{"OptInStatus": "not-opted-in"}]} | Region           eu-west-1 is not enabled
          ssm.get-parameter | {"Parameter": {"Value": "6"}} | CDK bootstrap    version 6, 8 or newer is needed
          apigateway.get-account | {"throttleSettings": {}} | log role         API Gateway has no role to write logs with
          lambda.get-account-settings | {"AccountLimit": {"ConcurrentExecutions": 10, "UnreservedConcurrentExecutions": 10}} | concurrency      50 are to be reserved, the account has 10 calls at a time and keeps 100
          ec2.describe-vpc-endpoint-services | {"ServiceDetails": [{"AvailabilityZones": ["eu-west-1c"]}]} | PrivateLink      com.amazonaws.vpce.eu-west-1.vpce-svc-0a is not in eu-west-1a, it is in eu-west-1c
          cloudtrail.describe-trails | {"trailList": [{"HomeRegion": "us-east-1"}]} | CloudTrail       no trail records eu-west-1
          cloudtrail.get-trail-status | {"IsLogging": false} | CloudTrail       trail is stopped
          sns.list-subscriptions-by-topic | {"Subscriptions": [{"SubscriptionArn": "PendingConfirmation"}]} | alarm receivers  1 subscribed, none confirmed
          secretsmanager.describe-secret | {"VersionIdsToStages": {"1": ["AWSCURRENT"]}} | credential       it was never brought, so that no token can be made
          secretsmanager.describe-secret | {"VersionIdsToStages": {"1": ["AWSCURRENT"]}} | token            it was never rotated to
          secretsmanager.describe-secret | {"VersionIdsToStages": {"1": ["AWSCURRENT"]}, "LastRotatedDate": 1764000000} | token            no rotation has verified the current one, somebody made it current
          """)
  void saysWhatIsWrong_andWhatToDo(String call, String answer, String finding) {
    aws.answers(call, answer);

    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains("  wrong      " + finding).contains("→ ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ec2.describe-regions               | InvalidParameterValue | none such      | Region           AWS has no Region eu-west-1
          ssm.get-parameter                  | ParameterNotFound     | none such      | CDK bootstrap    missing
          ec2.describe-vpc-endpoint-services | InvalidServiceName    | none such      | PrivateLink      com.amazonaws.vpce.eu-west-1.vpce-svc-0a is not offered to this account
          iam.get-role.operator              | NoSuchEntity          | none such      | roles and users  arn:aws:iam::111111111111:role/team/operator does not exist
          iam.get-user                       | NoSuchEntity          | none such      | roles and users  arn:aws:iam::111111111111:user/robot does not exist
          sts.get-caller-identity            | ExpiredToken          | it is too old  | credentials      none that AWS takes: ExpiredToken: it is too old
          """)
  void takesARefusalForTheAnswer_whereItIsOne(
      String call, String code, String message, String finding) {
    aws.refuses(call, code, message);

    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString()).contains("  wrong      " + finding).contains("→ ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ec2.describe-regions                   | Region
          ssm.get-parameter                      | CDK bootstrap
          apigateway.get-account                 | log role
          lambda.get-account-settings            | concurrency
          ec2.describe-vpc-endpoint-services     | PrivateLink
          cloudtrail.describe-trails             | CloudTrail
          cloudtrail.get-trail-status            | CloudTrail
          cloudformation.describe-stack-resource | alarm receivers
          sns.list-subscriptions-by-topic        | alarm receivers
          secretsmanager.describe-secret         | credential
          secretsmanager.describe-secret         | token
          """)
  void knowsNothing_whereItMayNotAsk(String call, String subject) {
    aws.refuses(call, "AccessDenied", "you may not");

    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .contains("  not known  %-15s  AccessDenied: you may not".formatted(subject))
        .contains("0 wrong, ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ec2.describe-regions                   | OptInStatus
          ssm.get-parameter                      | Parameter.Value
          apigateway.get-account                 | cloudwatchRoleArn
          lambda.get-account-settings            | AccountLimit
          ec2.describe-vpc-endpoint-services     | AvailabilityZones
          cloudtrail.describe-trails             | trailList
          cloudtrail.get-trail-status            | IsLogging
          cloudformation.describe-stack-resource | PhysicalResourceId
          sns.list-subscriptions-by-topic        | Subscriptions
          secretsmanager.describe-secret         | VersionIdsToStages
          """)
  void knowsNothing_whereItCannotReadTheAnswer(String call, String missing) {
    aws.answers(call, "{}");

    assertThat(doctor()).isZero();
    assertThat(out.toString()).contains("AWS's answer has no '%s'".formatted(missing));

    aws.answers(call, "<html>");
    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .contains("'aws %s' did not answer with a JSON object".formatted(call.replace('.', ' ')));
  }

  @Test
  void knowsNothingOfRolesThatItMayNotLookUp() {
    aws.refuses("iam.get-role", "AccessDenied", "you may not");

    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .contains(
            "not known  roles and users  cannot look up arn:aws:iam::111111111111:role/caller");
  }

  @Test
  void asksForReceivers_ofTheTopicThatWakesSomebody_alone() {
    doctor();

    assertThat(out.toString()).containsOnlyOnce("alarm receivers");
  }

  @Test
  void knowsNothingOfReceivers_beforeTheFirstDeployment() {
    aws.refuses(
        "cloudformation.describe-stack-resource", "ValidationError", "Stack 'a' does not exist");

    assertThat(doctor()).isZero();
    assertThat(out.toString()).contains("not known  alarm receivers  not deployed yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"VersionIdsToStages": {"1": ["AWSCURRENT"]}}                  | it was never brought      | stage prod, then rotate
          {"VersionIdsToStages": {"1": ["AWSCURRENT"], "2": ["STAGED"]}} | it was never rotated to   | rotate prod
          {"VersionIdsToStages": {"1": ["AWSCURRENT"], "2": ["AWSPENDING", "STAGED"]}} | it was never rotated to | rotate prod
          {"VersionIdsToStages": {"1": ["AWSCURRENT"], "2": ["VERIFIED"]}, "LastRotatedDate": 1} | no rotation has verified the current one, somebody made it current | status prod, and rotate to another one
          """)
  void saysWhatBecomesOfAStagedToken(String labels, String finding, String command) {
    writeTemplate(
        TEMPLATE.replace("CREDENTIAL_ARN", "OTHER").formatted("eu-west-1", "1".repeat(12)));
    aws.answers("secretsmanager.describe-secret", labels);

    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString())
        .contains("wrong      token            " + finding)
        .contains("→ ./portcullis token " + command)
        .doesNotContain("credential  ");
  }

  @Test
  void asksForNoValueOfASecret() {
    doctor();

    assertThat(aws.calls()).noneMatch(call -> call.contains("get-secret-value"));
  }

  @Test
  void knowsNotWhoHasTheConcurrency_whenTooLittleIsFree() {
    aws.answers(
        "lambda.get-account-settings",
        """
        {"AccountLimit": {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 120}}
        """);

    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .contains("not known  concurrency      50 are to be reserved, 20 are free");
  }

  @Test
  void asksNothingMore_withCredentialsOfAnotherAccount() {
    aws.answers("sts.get-caller-identity", "{\"Account\": \"222222222222\"}");

    doctor();

    assertThat(aws.calls()).hasSize(1);
    assertThat(out.toString())
        .contains("not known  the rest         not asked: Region, CDK bootstrap");
  }

  @Test
  void comparesTheEndpointsRegion_evenWithoutTheAwsCli() {
    endpointIn("us-east-1");

    assertThat(doctor("/nowhere")).isEqualTo(2);
    assertThat(out.toString())
        .contains("wrong      endpoint         it is in us-east-1, the environment in eu-west-1");
    assertThat(err)
        .hasToString(
            "portcullis: 'aws', the AWS CLI version 2, is not on the PATH; nothing was asked of the"
                + " account\n");
  }

  @Test
  void knowsNothingOfRolesOfAnotherAccount() {
    write("eu-west-1", "333333333333");

    assertThat(doctor()).isZero();
    assertThat(out.toString())
        .contains(
            "not known  roles and users  cannot look up arn:aws:iam::333333333333:role/caller");
  }

  private void endpointIn(String region) {
    write(region, "111111111111");
  }

  private void write(String region, String callers) {
    writeTemplate(TEMPLATE.formatted(region, callers));
  }

  private void writeTemplate(String template) {
    TestAssembly.write(
        folder.resolve("assembly"), "prod", Map.of("portcullis-prod-Gateway", template));
  }

  private int doctor() {
    return doctor("%s:%s".formatted(aws.path(), System.getenv("PATH")));
  }

  private int doctor(String path) {
    String[] arguments = {"--env", "prod", "--assembly", folder.resolve("assembly").toString()};
    return DoctorCommand.run(
        path, arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
