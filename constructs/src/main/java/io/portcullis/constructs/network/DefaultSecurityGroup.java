package io.portcullis.constructs.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Closes a VPC's default security group: EC2 makes it with two rules, by which its members reach
 * each other and everything outside, and CloudFormation cannot take them out.
 *
 * <p>CDK's own way, {@code restrictDefaultSecurityGroup}, brings a function whose log is kept for
 * ever and without a key. This one has the same id and type, by which cdk-nag recognises it.
 */
final class DefaultSecurityGroup extends Construct {
  private static final String ID = "RestrictDefaultSecurityGroupCustomResource";
  private static final String RESOURCE_TYPE = "Custom::VpcRestrictDefaultSG";

  private final String groupId;

  private DefaultSecurityGroup(Vpc vpc, LogProtection logs) {
    super(vpc, ID);
    groupId = vpc.getVpcDefaultSecurityGroup();
    var members = Map.of("GroupId", groupId, "UserId", Stack.of(this).getAccount());
    var ingress = revoke("Ingress", Map.of("UserIdGroupPairs", List.of(members)), logs);
    var everywhere = Map.of("CidrIp", "0.0.0.0/0");
    revoke("Egress", Map.of("IpRanges", List.of(everywhere)), logs);
    getNode().setDefaultChild(ingress);
  }

  static void close(Vpc vpc, LogProtection logs) {
    new DefaultSecurityGroup(vpc, logs);
  }

  private IConstruct revoke(String direction, Map<String, ?> peers, LogProtection logs) {
    var action = "RevokeSecurityGroup" + direction;
    var resource =
        DeploymentCalls.add(
            this,
            direction,
            RESOURCE_TYPE,
            AwsSdkCall.builder()
                .service("EC2")
                .action(action)
                .parameters(
                    DeploymentCalls.inOneOrder(
                        Map.of(
                            "GroupId", groupId, "IpPermissions", List.of(ofAllProtocols(peers)))))
                .physicalResourceId(PhysicalResourceId.of(groupId))
                .ignoreErrorCodesMatching("InvalidPermission.NotFound")
                .build(),
            PolicyStatement.Builder.create()
                .actions(List.of("ec2:" + action))
                .resources(List.of(arn()))
                .build(),
            logs);
    return resource.getNode().findChild("Resource").getNode().getDefaultChild();
  }

  private static Map<String, Object> ofAllProtocols(Map<String, ?> peers) {
    var permission = new HashMap<String, Object>(peers);
    permission.put("IpProtocol", "-1");
    return permission;
  }

  private String arn() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("ec2")
                .resource("security-group")
                .resourceName(groupId)
                .build());
  }
}
