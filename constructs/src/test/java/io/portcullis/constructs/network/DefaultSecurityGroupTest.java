package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.customresources.SdkCallsPolicyOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.RetentionDays;

/** That the default security group of a network's VPC is closed, and who closes it. */
class DefaultSecurityGroupTest {
  private static final String FUNCTION = "AWS679f53fac002430cb0da5b7982bd2287";

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void letsItsMembersNotReachEachOther() {
    network().build();

    assertThat(TestNetwork.call(stack, closing("Ingress")))
        .isEqualTo(
            json(
                """
                {
                  "service": "EC2",
                  "action": "RevokeSecurityGroupIngress",
                  "parameters": {
                    "GroupId": "${Network.DefaultSecurityGroup}",
                    "IpPermissions": [
                      {
                        "IpProtocol": "-1",
                        "UserIdGroupPairs": [
                          {
                            "GroupId": "${Network.DefaultSecurityGroup}",
                            "UserId": "${AWS::AccountId}"
                          }
                        ]
                      }
                    ]
                  },
                  "ignoreErrorCodesMatching": "InvalidPermission.NotFound",
                  "physicalResourceId": { "id": "${Network.DefaultSecurityGroup}" }
                }
                """));
  }

  @Test
  void letsItsMembersNotOut() {
    network().build();

    assertThat(TestNetwork.call(stack, closing("Egress")))
        .isEqualTo(
            json(
                """
                {
                  "service": "EC2",
                  "action": "RevokeSecurityGroupEgress",
                  "parameters": {
                    "GroupId": "${Network.DefaultSecurityGroup}",
                    "IpPermissions": [
                      { "IpProtocol": "-1", "IpRanges": [ { "CidrIp": "0.0.0.0/0" } ] }
                    ]
                  },
                  "ignoreErrorCodesMatching": "InvalidPermission.NotFound",
                  "physicalResourceId": { "id": "${Network.DefaultSecurityGroup}" }
                }
                """));
  }

  @ParameterizedTest
  @EnumSource(SecurityLevel.class)
  void isClosed_atEveryLevel(SecurityLevel level) {
    var network = level == SecurityLevel.PRIVATE ? network() : TestNetwork.protectedIn(stack);

    network.securityLevel(level).build();

    assertThat(Resources.of(stack).all("Custom::VpcRestrictDefaultSG")).hasSize(2);
  }

  @Test
  void isLeftAlone_inAVpcOfOnesOwn() {
    TestNetwork.protectedIn(stack)
        .vpc(Vpc.Builder.create(stack, "Vpc").restrictDefaultSecurityGroup(false).build())
        .build();

    assertThat(Resources.of(stack).types())
        .doesNotContain("Custom::VpcRestrictDefaultSG", "AWS::Lambda::Function");
  }

  @Test
  void isClosedByAFunction_thatMayChangeItsRulesAndWriteItsLog_andNothingElse() {
    network().build();

    assertThat(Resources.of(stack).permissionsOf("PortcullisDeploymentCallsRole"))
        .containsExactlyInAnyOrderElementsOf(
            Json.list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Action": "ec2:RevokeSecurityGroupIngress",
                    "Resource": %1$s
                  },
                  {
                    "Effect": "Allow",
                    "Action": "ec2:RevokeSecurityGroupEgress",
                    "Resource": %1$s
                  },
                  {
                    "Effect": "Allow",
                    "Action": [ "logs:CreateLogStream", "logs:PutLogEvents" ],
                    "Resource": {
                      "Fn::GetAtt": [ "PortcullisDeploymentCallsLogGroup", "Arn" ]
                    }
                  }
                ]
                """
                    .formatted(
                        """
                        { "Fn::Join": [ "", [
                          "arn:", { "Ref": "AWS::Partition" }, ":ec2:", { "Ref": "AWS::Region" },
                          ":", { "Ref": "AWS::AccountId" }, ":security-group/",
                          { "Fn::GetAtt": [ "Network", "DefaultSecurityGroup" ] } ] ] }
                        """)));
  }

  @Test
  void mayFindAPrefixListAsWell_ifThereIsATable() {
    network().table(TestNetwork.table(stack)).build();

    assertThat(Resources.of(stack).permissionsOf("PortcullisDeploymentCallsRole"))
        .hasSize(4)
        .contains(
            json(
                """
                {
                  "Effect": "Allow",
                  "Action": "ec2:DescribeManagedPrefixLists",
                  "Resource": "*"
                }
                """));
  }

  @Test
  void isClosedByAFunction_whoseLogHasAnEndAndAKey() {
    network()
        .encryptionKey(new Key(stack, "Key"))
        .logRetention(RetentionDays.ONE_WEEK)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();

    var resources = Resources.of(stack);
    assertThat(resources.named(FUNCTION).at("/LoggingConfig/LogGroup/Ref").textValue())
        .isEqualTo("PortcullisDeploymentCallsLogGroup");
    assertThat(Json.json(resources.named("PortcullisDeploymentCallsLogGroup")))
        .isEqualTo(
            json(
                """
                {
                  "RetentionInDays": 7,
                  "KmsKeyId": { "Fn::GetAtt": [ "Key", "Arn" ] }
                }
                """));
  }

  @Test
  void isClosedByOneFunction_forAllNetworksOfAStack() {
    for (var id : List.of("First", "Second")) {
      TestNetwork.in(stack, id).privateLinkService(TestNetwork.SERVICE).build();
    }

    var resources = Resources.of(stack);
    assertThat(resources.only("AWS::Lambda::Function")).isNotNull();
    assertThat(resources.all("Custom::VpcRestrictDefaultSG"))
        .hasSize(4)
        .extracting(JsonNode::toString)
        .filteredOn(call -> call.contains("Second"))
        .hasSize(2);
  }

  @Test
  void isClosedByTheFunctionOfTheStack_ifThereIsOneAlready() {
    AwsCustomResource.Builder.create(stack, "Earlier")
        .onUpdate(
            AwsSdkCall.builder()
                .service("STS")
                .action("getCallerIdentity")
                .physicalResourceId(PhysicalResourceId.of("earlier"))
                .build())
        .policy(
            AwsCustomResourcePolicy.fromSdkCalls(
                SdkCallsPolicyOptions.builder()
                    .resources(AwsCustomResourcePolicy.ANY_RESOURCE)
                    .build()))
        .installLatestAwsSdk(false)
        .build();
    network().build();

    var resources = Resources.of(stack);
    assertThat(resources.only("AWS::Lambda::Function")).isNotNull();
    assertThat(resources.all("AWS::IAM::Policy"))
        .filteredOn(policy -> policy.get("PolicyName").textValue().contains("RestrictDefault"))
        .hasSize(2)
        .allMatch(policy -> policy.at("/Roles/0/Ref").textValue().equals(FUNCTION + "ServiceRole"));
  }

  private InferenceNetworkProps.Builder<InferenceNetwork> network() {
    return TestNetwork.privateIn(stack);
  }

  private static String closing(String direction) {
    return "NetworkRestrictDefaultSecurityGroupCustomResource" + direction;
  }
}
