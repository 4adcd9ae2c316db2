package io.portcullis.constructs;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;

class InferenceFoundationTest {
  private final App app = new App();
  private final Stack stack = new Stack(app, "Test");

  @Test
  void letsTheProxyReadTheTokenUseItsVpcAndItsTable_andNothingElse() {
    foundation().build();

    assertThat(Resources.of(stack).permissionsOf("FoundationProxyRole"))
        .isEqualTo(
            Json.list(
                """
                [
                  {
                    "Effect": "Deny",
                    "Action": [
                      "ec2:AssignPrivateIpAddresses",
                      "ec2:CreateNetworkInterface",
                      "ec2:DeleteNetworkInterface",
                      "ec2:DescribeNetworkInterfaces",
                      "ec2:DescribeSubnets",
                      "ec2:UnassignPrivateIpAddresses"
                    ],
                    "Resource": "*",
                    "Condition": { "ArnLike": { "lambda:SourceFunctionArn": { "Fn::Join": [ "", [
                      "arn:", { "Ref": "AWS::Partition" }, ":lambda:", { "Ref": "AWS::Region" }, ":",
                      { "Ref": "AWS::AccountId" }, ":function:*"
                    ] ] } } }
                  },
                  {
                    "Effect": "Allow",
                    "Action": [
                      "ec2:AssignPrivateIpAddresses",
                      "ec2:CreateNetworkInterface",
                      "ec2:DeleteNetworkInterface",
                      "ec2:DescribeNetworkInterfaces",
                      "ec2:DescribeSubnets",
                      "ec2:UnassignPrivateIpAddresses"
                    ],
                    "Resource": "*"
                  },
                  {
                    "Effect": "Allow",
                    "Action": [ "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret" ],
                    "Resource": { "Ref": "FoundationToken" }
                  },
                  {
                    "Effect": "Allow",
                    "Action": "kms:Decrypt",
                    "Resource": { "Fn::GetAtt": [ "FoundationEncryptionKey", "Arn" ] },
                    "Condition": { "StringEquals": {
                      "kms:EncryptionContext:SecretARN": { "Ref": "FoundationToken" },
                      "kms:ViaService": { "Fn::Join": [ "", [
                        "secretsmanager.", { "Ref": "AWS::Region" }, ".amazonaws.com"
                      ] ] }
                    } }
                  },
                  {
                    "Effect": "Allow",
                    "Action": [ "dynamodb:GetItem", "dynamodb:UpdateItem" ],
                    "Resource": { "Fn::GetAtt": [ "FoundationTable", "Arn" ] }
                  },
                  {
                    "Effect": "Allow",
                    "Action": "kms:Decrypt",
                    "Resource": { "Fn::GetAtt": [ "FoundationEncryptionKey", "Arn" ] },
                    "Condition": { "StringEquals": {
                      "kms:EncryptionContext:aws:dynamodb:tableName": { "Ref": "FoundationTable" },
                      "kms:ViaService": { "Fn::Join": [ "", [
                        "dynamodb.", { "Ref": "AWS::Region" }, ".amazonaws.com"
                      ] ] }
                    } }
                  }
                ]
                """));
  }

  @Test
  void findsItemsById_andLetsThemExpire() {
    foundation().build();

    var table = Json.json(Resources.of(stack).only("AWS::DynamoDB::Table"));
    assertThat(table)
        .containsEntry(
            "KeySchema", Json.list("[{ \"AttributeName\": \"id\", \"KeyType\": \"HASH\" }]"))
        .containsEntry(
            "TimeToLiveSpecification",
            json("{ \"AttributeName\": \"expires\", \"Enabled\": true }"));
  }

  @Test
  void paysForTheTableByRequest() {
    foundation().build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::DynamoDB::Table", json("{ \"BillingMode\": \"PAY_PER_REQUEST\" }"));
  }

  @Test
  void canRestoreTheTableToAnyTime() {
    foundation().build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::DynamoDB::Table",
            json(
                """
                { "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true } }
                """));
  }

  @Test
  void encryptsEverythingWithAKeyOfItsOwn_byDefault() {
    foundation().build();

    assertThat(keys()).containsOnly("{\"Fn::GetAtt\":[\"FoundationEncryptionKey\",\"Arn\"]}");
  }

  @Test
  void encryptsEverythingWithTheGivenKey() {
    foundation().encryptionKey(new Key(stack, "Given")).build();

    assertThat(keys()).containsOnly("{\"Fn::GetAtt\":[\"Given\",\"Arn\"]}");
  }

  @Test
  void makesNoKey_ifOneIsGiven() {
    foundation().encryptionKey(new Key(stack, "Given")).build();

    Template.fromStack(stack).resourceCountIs("AWS::KMS::Key", 1);
  }

  @Test
  void rotatesTheTokenEvery30Days_byDefault() {
    foundation().build();

    assertSchedule("rate(30 days)");
  }

  @Test
  void rotatesTheTokenWhenTold() {
    foundation().scheduleExpression("cron(0 8 1 * ? *)").build();

    assertSchedule("cron(0 8 1 * ? *)");
  }

  @Test
  void rotatesTheTokenInAWindow_ifTold() {
    foundation().window(Duration.hours(2)).build();

    var schedule = Resources.of(stack).only("AWS::SecretsManager::RotationSchedule");
    assertThat(schedule.at("/RotationRules/Duration").textValue()).isEqualTo("2h");
  }

  @Test
  void leavesStagingToIam_byDefault() {
    foundation().build();

    assertThat(admitted("OperatorsAlone"))
        .hasSize(2)
        .last()
        .asString()
        .endsWith(":iam::\",{\"Ref\":\"AWS::AccountId\"},\":*\"]]}");
  }

  @Test
  void letsOperatorsStage_andNobodyElse() {
    var operator = "arn:aws:iam::111111111111:role/Operator";

    foundation().operators(List.of(operator)).build();

    assertThat(admitted("OperatorsAlone"))
        .containsExactly(
            "{\"Fn::GetAtt\":[\"FoundationTokenRotationRole\",\"Arn\"]}", "\"" + operator + "\"");
  }

  @Test
  void letsNobodyBreakTheGlass_byDefault() {
    foundation().build();

    assertThat(admitted("PromotersAlone"))
        .containsExactly("{\"Fn::GetAtt\":[\"FoundationTokenRotationRole\",\"Arn\"]}");
  }

  @Test
  void letsThoseBreakTheGlass_whoAreNamed() {
    var emergency = "arn:aws:iam::111111111111:role/BreakGlass";

    foundation().breakGlass(List.of(emergency)).build();

    assertThat(admitted("PromotersAlone")).contains("\"" + emergency + "\"");
  }

  @Test
  void copiesTheTokenToRegions_ifTold() {
    foundation()
        .replicaRegions(List.of(ReplicaRegion.builder().region("eu-central-1").build()))
        .build();

    Template.fromStack(stack)
        .hasResourceProperties(
            "AWS::SecretsManager::Secret",
            json("{ \"ReplicaRegions\": [ { \"Region\": \"eu-central-1\" } ] }"));
  }

  @Test
  void givesTheRotationFunctionMemory_ifTold() {
    foundation().memorySize(256).build();

    Template.fromStack(stack)
        .hasResourceProperties("AWS::Lambda::Function", json("{ \"MemorySize\": 256 }"));
  }

  @Test
  void keepsLogsForThreeMonths_byDefault() {
    foundation().build();

    assertThat(Resources.of(stack).only("AWS::Logs::LogGroup").get("RetentionInDays").intValue())
        .isEqualTo(90);
  }

  @Test
  void keepsLogsAsLongAsTold() {
    foundation().logRetention(RetentionDays.ONE_YEAR).build();

    assertThat(Resources.of(stack).only("AWS::Logs::LogGroup").get("RetentionInDays").intValue())
        .isEqualTo(365);
  }

  @Test
  void retainsKeySecretTableAndLog_byDefault() {
    foundation().build();

    assertThat(deletionPolicies()).containsExactly("Retain", "Retain", "Retain", "Retain");
  }

  @Test
  void destroysKeySecretTableAndLog_ifTold() {
    foundation().removalPolicy(RemovalPolicy.DESTROY).build();

    assertThat(deletionPolicies()).containsExactly("Delete", "Delete", "Delete", "Delete");
  }

  /** A changed logical id would leave a stored thing behind and make another, empty one. */
  @Test
  void keepsTheLogicalIdsOfWhatIsStored() {
    InferenceGateway.Builder.create(new Stack(app, "Serving"), "Gateway")
        .foundation(foundation().build())
        .endpointUrl("https://abcdefgh12345678.us-east-1.aws.endpoints.huggingface.cloud")
        .privateLinkService("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .build();

    var template = Template.fromStack(stack);
    assertThat(
            Stream.of("AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::DynamoDB::Table")
                .flatMap(type -> template.findResources(type).keySet().stream()))
        .containsExactly(
            "FoundationEncryptionKey8A9A4B96",
            "FoundationTokenBC9C4E98",
            "FoundationTable5F28F86C");
  }

  @Test
  void standsTwiceInOneStack() {
    foundation().build();
    InferenceFoundation.Builder.create(stack, "Other").build();

    Template.fromStack(stack).resourceCountIs("AWS::SecretsManager::Secret", 2);
  }

  @Test
  void takesAnImportedKey() {
    var arn = "arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-0000-0000-000000000000";

    foundation().encryptionKey(Key.fromKeyArn(stack, "Imported", arn)).build();

    assertThat(keys()).containsOnly("\"" + arn + "\"");
  }

  private InferenceFoundationProps.Builder<InferenceFoundation> foundation() {
    return InferenceFoundation.Builder.create(stack, "Foundation");
  }

  private void assertSchedule(String expression) {
    var schedule = Resources.of(stack).only("AWS::SecretsManager::RotationSchedule");
    assertThat(schedule.at("/RotationRules/ScheduleExpression").textValue()).isEqualTo(expression);
  }

  /** Whom a statement of the secret's policy does not bar. */
  private List<String> admitted(String sid) {
    return Resources.of(stack)
        .only("AWS::SecretsManager::ResourcePolicy")
        .at("/ResourcePolicy/Statement")
        .valueStream()
        .filter(statement -> statement.get("Sid").textValue().equals(sid))
        .flatMap(statement -> statement.at("/Condition/ArnNotLike/aws:PrincipalArn").valueStream())
        .map(JsonNode::toString)
        .toList();
  }

  /** Keys of secret, log group and table. */
  private List<String> keys() {
    var resources = Resources.of(stack);
    return List.of(
        resources.only("AWS::SecretsManager::Secret").get("KmsKeyId").toString(),
        resources.only("AWS::Logs::LogGroup").get("KmsKeyId").toString(),
        resources.only("AWS::DynamoDB::Table").at("/SSESpecification/KMSMasterKeyId").toString());
  }

  private List<String> deletionPolicies() {
    var resources = Resources.of(stack);
    return List.of(
            "AWS::KMS::Key",
            "AWS::SecretsManager::Secret",
            "AWS::DynamoDB::Table",
            "AWS::Logs::LogGroup")
        .stream()
        .flatMap(resources::whole)
        .map(resource -> resource.path("DeletionPolicy").asText())
        .toList();
  }
}
