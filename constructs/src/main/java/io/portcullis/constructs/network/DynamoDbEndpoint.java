package io.portcullis.constructs.network;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.customresources.PhysicalResourceId;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The way to the table: a gateway endpoint, which costs nothing and admits one role to one table.
 *
 * <p>Not an interface endpoint, which DynamoDB answers under a name of the endpoint's own only, and
 * which has a price per zone (Amazon DynamoDB Developer Guide, "AWS PrivateLink for DynamoDB").
 */
final class DynamoDbEndpoint extends Construct {
  private final GatewayVpcEndpoint endpoint;
  private final InferenceNetworkProps props;

  DynamoDbEndpoint(
      Construct scope,
      String id,
      IVpc vpc,
      SubnetSelection subnets,
      ITable table,
      InferenceNetworkProps props) {
    super(scope, id);
    this.props = props;
    endpoint =
        GatewayVpcEndpoint.Builder.create(this, "Resource")
            .vpc(vpc)
            .service(GatewayVpcEndpointAwsService.DYNAMODB)
            .subnets(List.of(subnets))
            .build();
    endpoint.addToPolicy(itemsOf(table));
  }

  GatewayVpcEndpoint getEndpoint() {
    return endpoint;
  }

  /**
   * A gateway endpoint takes the role as a condition, not as the principal (AWS PrivateLink Guide,
   * "Principals for gateway endpoints").
   */
  private PolicyStatement itemsOf(ITable table) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new AnyPrincipal()))
        .actions(List.of("dynamodb:GetItem", "dynamodb:UpdateItem"))
        .resources(List.of(table.getTableArn()))
        .conditions(Map.of("ArnEquals", Map.of("aws:PrincipalArn", props.proxyRole().getRoleArn())))
        .build();
  }

  /**
   * DynamoDB's addresses in the Region, for a security group whose egress is closed. EC2 knows them
   * as a prefix list whose id differs from Region to Region; CloudFormation returns no such id, so
   * the deployment asks EC2 for it.
   */
  IPeer addresses() {
    var name = "com.amazonaws.%s.dynamodb".formatted(Stack.of(this).getRegion());
    var id = "PrefixLists.0.PrefixListId";
    var prefixList =
        DeploymentCalls.add(
            this,
            "PrefixList",
            "Custom::ManagedPrefixList",
            AwsSdkCall.builder()
                .service("EC2")
                .action("DescribeManagedPrefixLists")
                .parameters(
                    DeploymentCalls.inOneOrder(
                        Map.of(
                            "Filters",
                            List.of(Map.of("Name", "prefix-list-name", "Values", List.of(name))))))
                .outputPaths(List.of(id))
                .physicalResourceId(PhysicalResourceId.of(name))
                .build(),
            PolicyStatement.Builder.create()
                .actions(List.of("ec2:DescribeManagedPrefixLists"))
                .resources(List.of("*"))
                .build(),
            props.logs());
    Findings.acknowledge(
        prefixList,
        "AwsSolutions-IAM5[Resource::*]",
        "EC2 has no resource to limit the description of prefix lists to");
    return Peer.prefixList(prefixList.getResponseField(id));
  }
}
