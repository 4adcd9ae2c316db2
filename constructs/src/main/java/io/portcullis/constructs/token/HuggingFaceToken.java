package io.portcullis.constructs.token;

import io.portcullis.constructs.encryption.EncryptionKey;
import io.portcullis.constructs.function.FunctionPackage;
import io.portcullis.constructs.function.FunctionRole;
import io.portcullis.constructs.function.JavaFunction;
import io.portcullis.constructs.policy.Findings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The Hugging Face token: a secret whose value an operator stages under the label {@code STAGED}
 * and a function verifies with Hugging Face before it becomes current.
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

  private final IKey encryptionKey;
  private final Secret secret;
  private final FunctionRole rotationRole;
  private final JavaFunction rotationFunction;
  private final CfnRotationSchedule rotationSchedule;

  public HuggingFaceToken(Construct scope, String id, HuggingFaceTokenProps props) {
    super(scope, id);
    encryptionKey = props.encryptionKey().orElseGet(() -> newEncryptionKey(props));
    secret = secret(props);
    rotationRole = rotationRole();
    rotationFunction = rotationFunction(props);
    rotationSchedule = rotationSchedule(props);
    Findings.acknowledge(
        getRotationFunction(),
        "NIST.800.53.R5-LambdaInsideVPC",
        "It calls huggingface.co, which no interface endpoint leads to");
    rotationSchedule.getNode().addDependency(rotationPermission(), rotationRole, rotationFunction);
  }

  /** Allows the grantee to read the token. */
  public Grant grantRead(IGrantable grantee) {
    return secret.grantRead(grantee);
  }

  public IKey getEncryptionKey() {
    return encryptionKey;
  }

  public Secret getSecret() {
    return secret;
  }

  public Function getRotationFunction() {
    return rotationFunction.getFunction();
  }

  public CfnRotationSchedule getRotationSchedule() {
    return rotationSchedule;
  }

  private IKey newEncryptionKey(HuggingFaceTokenProps props) {
    return EncryptionKey.Builder.create(this, "EncryptionKey")
        .removalPolicy(props.removalPolicy())
        .build()
        .getKey();
  }

  /**
   * An explicit first value, since Secrets Manager would otherwise make up one that looks like a
   * token.
   */
  private Secret secret(HuggingFaceTokenProps props) {
    return Secret.Builder.create(this, "Resource")
        .description("Hugging Face token of the inference gateway")
        .encryptionKey(encryptionKey)
        .secretStringValue(SecretValue.unsafePlainText(EMPTY))
        .removalPolicy(props.removalPolicy())
        .build();
  }

  private FunctionRole rotationRole() {
    var role = new FunctionRole(this, "RotationRole");
    role.getRole()
        .addToPolicy(
            PolicyStatement.Builder.create()
                .actions(
                    List.of(
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:GetSecretValue",
                        "secretsmanager:PutSecretValue",
                        "secretsmanager:UpdateSecretVersionStage"))
                .resources(List.of(secret.getSecretArn()))
                .build());
    var region = Stack.of(this).getRegion();
    role.getRole()
        .addToPolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(encryptionKey.getKeyArn()))
                .conditions(
                    Map.of(
                        "StringEquals",
                        Map.of(
                            "kms:ViaService", "secretsmanager.%s.amazonaws.com".formatted(region))))
                .build());
    return role;
  }

  private JavaFunction rotationFunction(HuggingFaceTokenProps props) {
    return JavaFunction.Builder.create(this, "RotationFunction")
        .description("Verifies a staged Hugging Face token and makes it current")
        .code(FunctionPackage.ROTATION.code())
        .handler("io.portcullis.rotation.RotationHandler")
        .role(rotationRole.getRole())
        .environment(Map.of("HUB_URL", "https://huggingface.co"))
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
            RotationRulesProperty.builder().scheduleExpression(props.scheduleExpression()).build())
        .rotateImmediatelyOnUpdate(false)
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
