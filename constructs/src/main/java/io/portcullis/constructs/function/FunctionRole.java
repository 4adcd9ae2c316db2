package io.portcullis.constructs.function;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The execution role of a function: Lambda may assume it, and it may do nothing yet.
 *
 * <p>It is apart from its function, because the key, the secret and the table name it in their
 * policies while the function names them: in one construct that is a cycle as soon as the two live
 * in different stacks.
 */
public final class FunctionRole extends Construct implements IGrantable {
  private static final List<String> NETWORK_INTERFACE_ACTIONS =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private final Role role;

  public FunctionRole(Construct scope, String id) {
    super(scope, id);
    role =
        Role.Builder.create(this, "Resource")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
  }

  /**
   * Lets the Lambda service attach the function to a VPC, and bars the function's own code from the
   * same calls. EC2 offers no resource to limit them to (Lambda Developer Guide, "Giving Lambda
   * functions access to resources in an Amazon VPC").
   */
  public Grant grantNetworkInterfaces() {
    Findings.acknowledgeInlinePolicy(role);
    Findings.acknowledge(
        role,
        "AwsSolutions-IAM5[Resource::*]",
        "EC2 has no resource to limit network interfaces to; the function's own code is denied them");
    var functions =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("lambda")
                    .resource("function")
                    .resourceName("*")
                    .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                    .build());
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.DENY)
            .actions(NETWORK_INTERFACE_ACTIONS)
            .resources(List.of("*"))
            .conditions(Map.of("ArnLike", Map.of("lambda:SourceFunctionArn", functions)))
            .build());
    return Grant.addToPrincipal(
        GrantOnPrincipalOptions.builder()
            .grantee(role)
            .actions(NETWORK_INTERFACE_ACTIONS)
            .resourceArns(List.of("*"))
            .build());
  }

  @Override
  public IPrincipal getGrantPrincipal() {
    return role.getGrantPrincipal();
  }

  public Role getRole() {
    return role;
  }
}
