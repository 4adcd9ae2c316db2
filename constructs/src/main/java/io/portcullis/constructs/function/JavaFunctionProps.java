package io.portcullis.constructs.function;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Properties of a {@link JavaFunction}. Create them with {@link #builder()}; the record's own
 * constructor changes with every new property.
 */
public record JavaFunctionProps(
    Code code,
    String handler,
    IRole role,
    String description,
    Map<String, String> environment,
    Number memorySize,
    Duration timeout,
    Optional<SnapStartConf> snapStart,
    Optional<Number> reservedConcurrentExecutions,
    Optional<IVpc> vpc,
    SubnetSelection vpcSubnets,
    List<ISecurityGroup> securityGroups,
    Optional<IKey> encryptionKey,
    RetentionDays logRetention,
    RemovalPolicy removalPolicy) {

  public JavaFunctionProps {
    requireNonNull(code, "'code' is required");
    requireNonNull(handler, "'handler' is required");
    requireNonNull(role, "'role' is required");
    requireNonNull(description, "'description' is required");
    requireNonNull(vpcSubnets, "'vpcSubnets' is required");
    environment = Map.copyOf(environment);
    securityGroups = List.copyOf(securityGroups);
  }

  public static Builder<JavaFunctionProps> builder() {
    return new Builder<>(Function.identity());
  }

  /**
   * Collects the properties of a {@link JavaFunction}.
   *
   * @param <T> what {@link #build()} returns: the props, or the construct itself
   */
  public static final class Builder<T> {
    private final Function<JavaFunctionProps, T> target;
    private Code code;
    private String handler;
    private IRole role;
    private String description;
    private Map<String, String> environment = Map.of();
    private Number memorySize = 512;
    private Duration timeout = Duration.seconds(30);
    private SnapStartConf snapStart;
    private Number reservedConcurrentExecutions;
    private IVpc vpc;
    private SubnetSelection vpcSubnets =
        SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();
    private List<ISecurityGroup> securityGroups = List.of();
    private IKey encryptionKey;
    private RetentionDays logRetention = RetentionDays.THREE_MONTHS;
    private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

    Builder(Function<JavaFunctionProps, T> target) {
      this.target = target;
    }

    /** The function's package. Required. */
    public Builder<T> code(Code code) {
      this.code = code;
      return this;
    }

    /** Name of the handler class. Required. */
    public Builder<T> handler(String handler) {
      this.handler = handler;
      return this;
    }

    /** Execution role; writing to the function's own log group is added to it. Required. */
    public Builder<T> role(IRole role) {
      this.role = role;
      return this;
    }

    /** What the function does, in one sentence. Required. */
    public Builder<T> description(String description) {
      this.description = description;
      return this;
    }

    /** Environment variables; never a secret. Default: none. */
    public Builder<T> environment(Map<String, String> environment) {
      this.environment = environment;
      return this;
    }

    /** Memory in MiB, from 128 to 10,240; the share of a processor grows with it. Default: 512. */
    public Builder<T> memorySize(Number memorySize) {
      this.memorySize = memorySize;
      return this;
    }

    /** Time after which Lambda ends a call, up to 15 minutes. Default: 30 seconds. */
    public Builder<T> timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /** Whether published versions start from a snapshot. Default: they do not. */
    public Builder<T> snapStart(SnapStartConf snapStart) {
      this.snapStart = snapStart;
      return this;
    }

    /** Calls that may run at the same time. Default: what the account has left. */
    public Builder<T> reservedConcurrentExecutions(Number reservedConcurrentExecutions) {
      this.reservedConcurrentExecutions = reservedConcurrentExecutions;
      return this;
    }

    /** VPC that the function runs in. Default: outside of any VPC. */
    public Builder<T> vpc(IVpc vpc) {
      this.vpc = vpc;
      return this;
    }

    /** Subnets of the VPC that the function runs in. Default: the isolated ones. */
    public Builder<T> vpcSubnets(SubnetSelection vpcSubnets) {
      this.vpcSubnets = vpcSubnets;
      return this;
    }

    /** Security groups of the function in the VPC. Default: none, required with {@link #vpc}. */
    public Builder<T> securityGroups(List<? extends ISecurityGroup> securityGroups) {
      this.securityGroups = List.copyOf(securityGroups);
      return this;
    }

    /** Key of the log group. Default: CloudWatch Logs' own. */
    public Builder<T> encryptionKey(IKey encryptionKey) {
      this.encryptionKey = encryptionKey;
      return this;
    }

    /** Time that log lines are kept. Default: three months. */
    public Builder<T> logRetention(RetentionDays logRetention) {
      this.logRetention = logRetention;
      return this;
    }

    /** What becomes of the log group when the stack is deleted. Default: it is retained. */
    public Builder<T> removalPolicy(RemovalPolicy removalPolicy) {
      this.removalPolicy = removalPolicy;
      return this;
    }

    public T build() {
      return target.apply(
          new JavaFunctionProps(
              code,
              handler,
              role,
              description,
              environment,
              memorySize,
              timeout,
              Optional.ofNullable(snapStart),
              Optional.ofNullable(reservedConcurrentExecutions),
              Optional.ofNullable(vpc),
              vpcSubnets,
              securityGroups,
              Optional.ofNullable(encryptionKey),
              logRetention,
              removalPolicy));
    }
  }
}
