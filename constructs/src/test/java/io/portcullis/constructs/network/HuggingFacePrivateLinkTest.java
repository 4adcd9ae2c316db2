package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

class HuggingFacePrivateLinkTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void connectsToTheServiceThatHuggingFaceNames() {
    privateLink().build();

    assertEndpoint(
        """
        {
          "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
          "VpcEndpointType": "Interface"
        }
        """);
  }

  @Test
  void claimsNoPrivateName() {
    privateLink().build();

    assertEndpoint(
        """
        { "PrivateDnsEnabled": false }
        """);
  }

  @Test
  void hasNoPolicy_becauseAServiceOfAnotherAccountTakesNone() {
    privateLink().build();

    assertThat(Resources.of(stack).only("AWS::EC2::VPCEndpoint").has("PolicyDocument")).isFalse();
  }

  @Test
  void admitsItsClientOn443_andNobodyElse() {
    privateLink().build();

    assertThat(Json.json(Resources.of(stack).only("AWS::EC2::SecurityGroupIngress")))
        .isEqualTo(
            json(
                """
                {
                  "Description": "HTTPS from the proxy",
                  "GroupId": { "Fn::GetAtt": [ "PrivateLinkSecurityGroup", "GroupId" ] },
                  "SourceSecurityGroupId": { "Fn::GetAtt": [ "Client", "GroupId" ] },
                  "IpProtocol": "tcp",
                  "FromPort": 443,
                  "ToPort": 443
                }
                """));
  }

  @Test
  void isGuardedByItsOwnSecurityGroup() {
    privateLink().build();

    assertThat(Json.list(Resources.of(stack).only("AWS::EC2::VPCEndpoint").get("SecurityGroupIds")))
        .isEqualTo(
            Json.list("[ { \"Fn::GetAtt\": [ \"PrivateLinkSecurityGroup\", \"GroupId\" ] } ]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vpce-svc-0123456789abcdef0",
        "com.amazonaws.us-east-1.secretsmanager",
        "com.amazonaws.vpce.us-east-1.vpce-svc-",
        "com.amazonaws.vpce.us-east-1.vpce-svc-0123 ",
        ""
      })
  void rejectsNameThatIsNoEndpointService(String serviceName) {
    var builder = privateLink().serviceName(serviceName);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'serviceName' must have the form com.amazonaws.vpce.<region>.vpce-svc-<id>, got '%s'"
                .formatted(serviceName));
  }

  @Test
  void takesANameThatIsKnownOnlyAtDeployment() {
    var serviceName = CfnParameter.Builder.create(stack, "Service").build();

    privateLink().serviceName(serviceName.getValueAsString()).build();

    assertEndpoint(
        """
        { "ServiceName": { "Ref": "Service" } }
        """);
  }

  @Test
  void exposesTheEndpoint_asDefaultChild() {
    var privateLink = privateLink().build();

    assertThat(privateLink.getNode().getDefaultChild()).isSameAs(privateLink.getEndpoint());
  }

  /** A private link with every required property, for tests to vary. */
  private HuggingFacePrivateLinkProps.Builder<HuggingFacePrivateLink> privateLink() {
    var vpc =
        Vpc.Builder.create(stack, "Vpc")
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
            .build();
    return HuggingFacePrivateLink.Builder.create(stack, "PrivateLink")
        .vpc(vpc)
        .serviceName("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
        .clientSecurityGroup(
            SecurityGroup.Builder.create(stack, "Client").vpc(vpc).allowAllOutbound(false).build());
  }

  private void assertEndpoint(String properties) {
    Template.fromStack(stack).hasResourceProperties("AWS::EC2::VPCEndpoint", json(properties));
  }
}
