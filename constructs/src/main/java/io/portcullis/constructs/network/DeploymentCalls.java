package io.portcullis.constructs.network;

import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.customresources.AwsCustomResourcePolicy;
import software.amazon.awscdk.customresources.AwsSdkCall;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Calls of AWS that a stack makes while it is deployed, for what CloudFormation has no resource
 * for.
 *
 * <p>CDK has one function for all such calls of a stack ({@link AwsCustomResource}). This is the
 * function's role and its log group, made with it by the first network of a stack; in a stack that
 * has the function already, it stays as it is.
 */
final class DeploymentCalls extends Construct {
  private final FunctionRole role;
  private final LogGroup logGroup;

  private DeploymentCalls(Construct scope, String id, LogProtection logs) {
    super(scope, id);
    role = new FunctionRole(this, "Role");
    logGroup = logs.newLogGroup(this, "LogGroup");
    logGroup.grantWrite(role);
    Findings.acknowledgeInlinePolicy(role.getRole());
  }

  /** Makes a call when the resource is created, and again when the call changes. */
  static AwsCustomResource add(
      Construct scope,
      String id,
      String resourceType,
      AwsSdkCall call,
      PolicyStatement permission,
      LogProtection logs) {
    var builder =
        AwsCustomResource.Builder.create(scope, id)
            .resourceType(resourceType)
            .onUpdate(call)
            .policy(AwsCustomResourcePolicy.fromStatements(List.of(permission)))
            .installLatestAwsSdk(false);
    var stack = Stack.of(scope);
    var isFirst = function(stack) == null;
    if (isFirst) {
      var calls = new DeploymentCalls(stack, "PortcullisDeploymentCalls", logs);
      builder.role(calls.role.getRole()).logGroup(calls.logGroup);
    }
    var resource = builder.build();
    Findings.acknowledgeInlinePolicy(resource.getNode().findChild("CustomResourcePolicy"));
    if (isFirst) {
      acknowledgeFindings(function(stack));
    }
    return resource;
  }

  private static IConstruct function(Stack stack) {
    var id = "AWS" + AwsCustomResource.PROVIDER_FUNCTION_UUID.replace("-", "");
    return stack.getNode().tryFindChild(id);
  }

  private static void acknowledgeFindings(IConstruct function) {
    Findings.acknowledge(
        function,
        "NIST.800.53.R5-LambdaInsideVPC",
        "It calls EC2 while the stack is deployed, when the network is still being made");
    Findings.acknowledge(
        function,
        "NIST.800.53.R5-LambdaConcurrency",
        "CloudFormation calls it a few times in a deployment");
    Findings.acknowledge(
        function,
        "NIST.800.53.R5-LambdaDLQ",
        "CloudFormation waits for the answer and learns of a failure; nothing is queued");
  }

  /**
   * The parameters of a call, sorted at every depth. The template holds a call as text, so that
   * another order, which {@code Map.of} has in every run, would be a change that calls again.
   */
  static Map<String, Object> inOneOrder(Map<String, ?> parameters) {
    var ordered = new TreeMap<String, Object>();
    parameters.forEach((name, value) -> ordered.put(name, valueInOneOrder(value)));
    return ordered;
  }

  private static Object valueInOneOrder(Object value) {
    if (value instanceof Map<?, ?> map) {
      var ordered = new TreeMap<String, Object>();
      map.forEach((name, inner) -> ordered.put((String) name, valueInOneOrder(inner)));
      return ordered;
    }
    return value instanceof List<?> list
        ? list.stream().map(DeploymentCalls::valueInOneOrder).toList()
        : value;
  }
}
