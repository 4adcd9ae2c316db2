package io.portcullis.constructs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** A rotation function in a VPC of one's own. */
class HuggingFaceTokenNetworkTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void runsInTheSubnetsWithEgress_byDefault() {
    token().vpc(vpc()).build();

    assertThat(vpcConfig()).contains("subnet-0123456789abcdef1").doesNotContain("abcdef2");
  }

  @Test
  void runsInTheGivenSubnets() {
    token()
        .vpc(vpc())
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
        .build();

    assertThat(vpcConfig()).contains("subnet-0123456789abcdef2").doesNotContain("abcdef1");
  }

  @Test
  void takesSecurityGroupsOfYourOwn() {
    var token = token().vpc(vpc()).securityGroups(List.of(group())).build();

    assertThat(vpcConfig()).contains("sg-0123456789abcdef0");
    assertThat(Resources.of(stack).types()).doesNotContain("AWS::EC2::SecurityGroup");
    assertThat(token.getSecurityGroups()).hasSize(1);
  }

  @Test
  void hasNoSecurityGroup_outsideOfAnyVpc() {
    var token = token().build();

    assertThat(token.getSecurityGroups()).isEmpty();
    assertThat(Resources.of(stack).types()).doesNotContain("AWS::EC2::SecurityGroup");
  }

  @Test
  void mayHaveNetworkInterfaces_inAVpcAlone() {
    token().vpc(vpc()).build();
    HuggingFaceToken.Builder.create(stack, "Outside").build();

    assertThat(Resources.of(stack).permissionsOf("TokenRotationRole").toString())
        .contains("ec2:CreateNetworkInterface");
    assertThat(Resources.of(stack).permissionsOf("OutsideRotationRole").toString())
        .doesNotContain("ec2:");
  }

  @Test
  void isAcknowledgedForStandingOutside_whereItDoesAlone() {
    var inside = token().vpc(vpc()).build();
    var outside = HuggingFaceToken.Builder.create(stack, "Outside").build();

    assertThat(acknowledgements(inside)).doesNotContain("LambdaInsideVPC");
    assertThat(acknowledgements(outside)).contains("LambdaInsideVPC");
  }

  @Test
  void refusesSubnetsOfNoVpc() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().vpcSubnets(SubnetSelection.builder().build()).build())
        .withMessage("'vpcSubnets' needs 'vpc', give it or remove them");
  }

  @Test
  void refusesSecurityGroupsInNoVpc() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token().securityGroups(List.of(group())).build())
        .withMessage("'securityGroups' needs 'vpc', give it or remove them");
  }

  private HuggingFaceTokenProps.Builder<HuggingFaceToken> token() {
    return HuggingFaceToken.Builder.create(stack, "Token");
  }

  private IVpc vpc() {
    return Vpc.fromVpcAttributes(
        stack,
        "Vpc",
        VpcAttributes.builder()
            .vpcId("vpc-0123456789abcdef0")
            .availabilityZones(List.of("us-east-1a"))
            .privateSubnetIds(List.of("subnet-0123456789abcdef1"))
            .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef1"))
            .isolatedSubnetIds(List.of("subnet-0123456789abcdef2"))
            .isolatedSubnetRouteTableIds(List.of("rtb-0123456789abcdef2"))
            .build());
  }

  private ISecurityGroup group() {
    return SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-0123456789abcdef0");
  }

  private String vpcConfig() {
    return Json.json(Resources.of(stack).named("TokenRotationFunction").get("VpcConfig"))
        .toString();
  }

  private static String acknowledgements(HuggingFaceToken token) {
    return token.getRotationFunction().getNode().getMetadata().stream()
        .map(entry -> String.valueOf(entry.getData()))
        .toList()
        .toString();
  }
}
