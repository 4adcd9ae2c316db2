package io.portcullis.constructs.function;

import io.portcullis.constructs.policy.Findings;
import java.util.List;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A Java function on {@code java25} and arm64, with a log group of its own that it alone may write
 * to.
 */
public final class JavaFunction extends Construct {
  private final LogGroup logGroup;
  private final Function function;

  public JavaFunction(Construct scope, String id, JavaFunctionProps props) {
    super(scope, id);
    logGroup = logGroup(props);
    function = function(props);
    var logPolicy = logPolicy(props);
    function.getNode().addDependency(logPolicy);
    Findings.acknowledgeInlinePolicy(logPolicy);
    Findings.acknowledge(
        function,
        "NIST.800.53.R5-LambdaConcurrency",
        "Reserved concurrency fails to deploy in an account with a small limit; it is a choice");
    Findings.acknowledge(
        function,
        "NIST.800.53.R5-LambdaDLQ",
        "Callers wait for the answer, or come again by the clock; a failure is counted, none is queued");
  }

  public Function getFunction() {
    return function;
  }

  public LogGroup getLogGroup() {
    return logGroup;
  }

  private LogGroup logGroup(JavaFunctionProps props) {
    return LogGroup.Builder.create(this, "LogGroup")
        .encryptionKey(props.encryptionKey().orElse(null))
        .retention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  /** A policy of this stack rather than of the role's, whose stack must not refer to this one. */
  private Policy logPolicy(JavaFunctionProps props) {
    return Policy.Builder.create(this, "LogPolicy")
        .roles(List.of(props.role()))
        .statements(
            List.of(
                PolicyStatement.Builder.create()
                    .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                    .resources(List.of(logGroup.getLogGroupArn()))
                    .build()))
        .build();
  }

  private Function function(JavaFunctionProps props) {
    var function =
        Function.Builder.create(this, "Resource")
            .description(props.description())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(props.handler())
            .code(props.code())
            .role(props.role())
            .environment(props.environment())
            .memorySize(props.memorySize())
            .timeout(props.timeout())
            .logGroup(logGroup);
    props.snapStart().ifPresent(function::snapStart);
    props.reservedConcurrentExecutions().ifPresent(function::reservedConcurrentExecutions);
    props
        .vpc()
        .ifPresent(
            vpc ->
                function
                    .vpc(vpc)
                    .vpcSubnets(props.vpcSubnets())
                    .securityGroups(props.securityGroups()));
    return function.build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static JavaFunctionProps.Builder<JavaFunction> create(Construct scope, String id) {
      return new JavaFunctionProps.Builder<>(props -> new JavaFunction(scope, id, props));
    }
  }
}
