package io.portcullis.constructs.token;

import io.portcullis.constructs.function.FunctionPackage;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.constructs.Construct;

/**
 * What replaces a token: the function with its role, and the schedule. They stand in the token
 * itself; below a construct of their own they would be other resources than those deployed.
 */
final class TokenRotation {
  private final Construct token;
  private final HuggingFaceTokenProps props;
  private final SecretGrants grants;
  private final Optional<TokenCredential> credential;
  private final FunctionRole role;
  private final List<ISecurityGroup> securityGroups;
  private final JavaFunction function;
  private final CfnRotationSchedule schedule;

  TokenRotation(
      Construct token,
      HuggingFaceTokenProps props,
      SecretGrants grants,
      Optional<TokenCredential> credential) {
    this.token = token;
    this.props = props;
    this.grants = grants;
    this.credential = credential;
    role = role();
    securityGroups = securityGroups();
    function = function();
    schedule = schedule();
    schedule.getNode().addDependency(permission(), role, function);
    acknowledgeFindings();
  }

  FunctionRole getRole() {
    return role;
  }

  List<ISecurityGroup> getSecurityGroups() {
    return securityGroups;
  }

  JavaFunction getFunction() {
    return function;
  }

  CfnRotationSchedule getSchedule() {
    return schedule;
  }

  private FunctionRole role() {
    var role = new FunctionRole(token, "RotationRole");
    grants.rotate(role);
    credential.ifPresent(secret -> secret.grantRead(role));
    Findings.acknowledgeInlinePolicy(role.getRole());
    if (props.vpc().isPresent()) {
      role.grantNetworkInterfaces();
    }
    return role;
  }

  private List<ISecurityGroup> securityGroups() {
    return props.vpc().isPresent() && props.securityGroups().isEmpty()
        ? List.of(newSecurityGroup(props.vpc().get()))
        : props.securityGroups();
  }

  private SecurityGroup newSecurityGroup(IVpc vpc) {
    var group =
        SecurityGroup.Builder.create(token, "SecurityGroup")
            .vpc(vpc)
            .description("Rotation function")
            .allowAllOutbound(false)
            .build();
    group.addEgressRule(
        Peer.anyIpv4(), Port.tcp(443), "HTTPS to Hugging Face, whose addresses are unknown");
    return group;
  }

  private JavaFunction function() {
    return JavaFunction.Builder.create(token, "RotationFunction")
        .description("Replaces the Hugging Face token and looks after it")
        .code(FunctionPackage.ROTATION.code())
        .handler("io.portcullis.rotation.RotationHandler")
        .role(role.getRole())
        .environment(RotationVariables.of(props, credential.map(TokenCredential::getSecret)))
        .memorySize(props.memorySize())
        .timeout(Duration.seconds(60))
        .vpc(props.vpc().orElse(null))
        .vpcSubnets(props.vpcSubnets().orElseGet(TokenRotation::subnetsWithEgress))
        .securityGroups(securityGroups)
        .encryptionKey(grants.key())
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private static SubnetSelection subnetsWithEgress() {
    return SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build();
  }

  /**
   * Limited to this secret: without a source, any secret of any account could start the function.
   */
  private CfnPermission permission() {
    return CfnPermission.Builder.create(token, "RotationPermission")
        .action("lambda:InvokeFunction")
        .functionName(function.getFunction().getFunctionArn())
        .principal("secretsmanager.amazonaws.com")
        .sourceAccount(Stack.of(token).getAccount())
        .sourceArn(grants.secret().getSecretArn())
        .build();
  }

  /** The resource itself, since the construct of the AWS library takes no cron expression. */
  private CfnRotationSchedule schedule() {
    return CfnRotationSchedule.Builder.create(token, "RotationSchedule")
        .secretId(grants.secret().getSecretArn())
        .rotationLambdaArn(function.getFunction().getFunctionArn())
        .rotationRules(
            RotationRulesProperty.builder()
                .scheduleExpression(props.scheduleExpression())
                .duration(props.window().map(RotationWindow::text).orElse(null))
                .build())
        .rotateImmediatelyOnUpdate(false)
        .build();
  }

  private void acknowledgeFindings() {
    if (props.vpc().isEmpty()) {
      Findings.acknowledge(
          function.getFunction(),
          "NIST.800.53.R5-LambdaInsideVPC",
          "It calls huggingface.co, which no interface endpoint leads to");
    }
  }
}
