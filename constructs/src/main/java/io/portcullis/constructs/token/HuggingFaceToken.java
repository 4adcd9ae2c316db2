package io.portcullis.constructs.token;

import io.portcullis.constructs.encryption.EncryptionKey;
import io.portcullis.constructs.function.FunctionPackage;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.secretsmanager.CfnResourcePolicy;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The Hugging Face token: a secret whose value an operator stages under the label {@code STAGED}
 * and a function verifies with Hugging Face before it becomes current.
 *
 * <p>The secret's own policy bars everybody from reading a value but the rotation function, the
 * grantees of {@link #grantRead} and whom the props name, however much IAM allows them.
 *
 * <p>The rotation function runs outside of any VPC, because it calls huggingface.co and nothing
 * else.
 */
public final class HuggingFaceToken extends Construct {
  /**
   * What the secret holds until the first token is promoted; the proxy answers {@code
   * token_missing} meanwhile.
   */
  public static final String EMPTY = "empty";

  /** Every role and user of the account that the stack is deployed to, as one ARN pattern. */
  public static final String ACCOUNT_PRINCIPALS =
      "arn:%s:iam::%s:*".formatted(Aws.PARTITION, Aws.ACCOUNT_ID);

  private final Optional<TokenSchedule> schedule;
  private final IKey encryptionKey;
  private final Secret secret;
  private final TokenGrants grants;
  private final TokenPolicy policy;
  private final FunctionRole rotationRole;
  private final JavaFunction rotationFunction;
  private final CfnRotationSchedule rotationSchedule;

  public HuggingFaceToken(Construct scope, String id, HuggingFaceTokenProps props) {
    super(scope, id);
    schedule = props.schedule();
    encryptionKey = props.encryptionKey().orElseGet(() -> newEncryptionKey(props));
    secret = secret(props);
    grants = new TokenGrants(secret, encryptionKey);
    policy = new TokenPolicy(secret);
    rotationRole = rotationRole();
    rotationFunction = rotationFunction(props);
    rotationSchedule = rotationSchedule(props);
    policy.admit(policy.arns(rotationRole));
    policy.admit(props.breakGlass());
    policy.admitOperators(props.operators());
    Findings.acknowledge(
        getRotationFunction(),
        "NIST.800.53.R5-LambdaInsideVPC",
        "It calls huggingface.co, which no interface endpoint leads to");
    rotationSchedule.getNode().addDependency(rotationPermission(), rotationRole, rotationFunction);
  }

  /**
   * Allows a role or user of this stack, or one that is imported by its ARN, to read the token. A
   * grant of {@link #getSecret()} alone does not: the secret's policy bars whom it does not name.
   */
  public Grant grantRead(IGrantable grantee) {
    policy.admitReaders(policy.arns(grantee));
    return grants.read(grantee);
  }

  /**
   * Allows a role or user of this stack, or one that is imported by its ARN, to stage a token and
   * to rotate to it, but not to read one.
   */
  public Grant grantStage(IGrantable grantee) {
    policy.admitOperators(policy.arns(grantee));
    return grants.stage(grantee, getRotationFunction());
  }

  /** Rotations that made a new token current, summed over five minutes. */
  public Metric metricRotationSucceeded() {
    return metric("RotationSucceeded");
  }

  /** Steps of rotations that failed, summed over five minutes; Secrets Manager repeats them. */
  public Metric metricRotationFailed() {
    return metric("RotationFailed");
  }

  public IKey getEncryptionKey() {
    return encryptionKey;
  }

  public Secret getSecret() {
    return secret;
  }

  public CfnResourcePolicy getResourcePolicy() {
    return policy.resource();
  }

  public Function getRotationFunction() {
    return rotationFunction.getFunction();
  }

  public Role getRotationRole() {
    return rotationRole.getRole();
  }

  public CfnRotationSchedule getRotationSchedule() {
    return rotationSchedule;
  }

  /** When the token is rotated, or nothing if only the deployment knows. */
  public Optional<TokenSchedule> getSchedule() {
    return schedule;
  }

  private IKey newEncryptionKey(HuggingFaceTokenProps props) {
    return EncryptionKey.Builder.create(this, "EncryptionKey")
        .removalPolicy(props.removalPolicy())
        .build()
        .getKey();
  }

  /**
   * An explicit first value, since Secrets Manager would otherwise make up one that looks like a
   * token. The key by its ARN, since CDK would otherwise let the account use it through Secrets
   * Manager with grants, which that service does not use (AWS Secrets Manager User Guide, "Secret
   * encryption and decryption").
   */
  private Secret secret(HuggingFaceTokenProps props) {
    return Secret.Builder.create(this, "Resource")
        .description("Hugging Face token of the inference gateway")
        .encryptionKey(Key.fromKeyArn(this, "Key", encryptionKey.getKeyArn()))
        .secretStringValue(SecretValue.unsafePlainText(EMPTY))
        .replicaRegions(props.replicaRegions())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private FunctionRole rotationRole() {
    var role = new FunctionRole(this, "RotationRole");
    grants.rotate(role);
    Findings.acknowledgeInlinePolicy(role.getRole());
    return role;
  }

  private JavaFunction rotationFunction(HuggingFaceTokenProps props) {
    return JavaFunction.Builder.create(this, "RotationFunction")
        .description("Verifies a staged Hugging Face token and makes it current")
        .code(FunctionPackage.ROTATION.code())
        .handler("io.portcullis.rotation.RotationHandler")
        .role(rotationRole.getRole())
        .environment(Map.of("HUB_URL", "https://huggingface.co"))
        .memorySize(props.memorySize())
        .timeout(Duration.seconds(60))
        .encryptionKey(encryptionKey)
        .logRetention(props.logRetention())
        .removalPolicy(props.removalPolicy())
        .build();
  }

  /**
   * Limited to this secret: without a source, any secret of any account could start the function.
   */
  private CfnPermission rotationPermission() {
    return CfnPermission.Builder.create(this, "RotationPermission")
        .action("lambda:InvokeFunction")
        .functionName(getRotationFunction().getFunctionArn())
        .principal("secretsmanager.amazonaws.com")
        .sourceAccount(Stack.of(this).getAccount())
        .sourceArn(secret.getSecretArn())
        .build();
  }

  /** The resource itself, since the construct of the AWS library takes no cron expression. */
  private CfnRotationSchedule rotationSchedule(HuggingFaceTokenProps props) {
    return CfnRotationSchedule.Builder.create(this, "RotationSchedule")
        .secretId(secret.getSecretArn())
        .rotationLambdaArn(getRotationFunction().getFunctionArn())
        .rotationRules(
            RotationRulesProperty.builder()
                .scheduleExpression(props.scheduleExpression())
                .duration(props.window().map(RotationWindow::text).orElse(null))
                .build())
        .rotateImmediatelyOnUpdate(false)
        .build();
  }

  private Metric metric(String name) {
    return Metric.Builder.create()
        .namespace("Portcullis")
        .metricName(name)
        .dimensionsMap(Map.of("FunctionName", getRotationFunction().getFunctionName()))
        .statistic("Sum")
        .period(Duration.minutes(5))
        .build();
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static HuggingFaceTokenProps.Builder<HuggingFaceToken> create(
        Construct scope, String id) {
      return new HuggingFaceTokenProps.Builder<>(props -> new HuggingFaceToken(scope, id, props));
    }
  }
}
