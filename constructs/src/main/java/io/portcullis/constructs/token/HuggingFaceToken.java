package io.portcullis.constructs.token;

import io.portcullis.constructs.encryption.EncryptionKey;
import io.portcullis.constructs.function.FunctionMetrics;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.CfnResourcePolicy;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * The Hugging Face token: a secret, and a function that replaces its value. The next one comes from
 * a {@link TokenSource}; Hugging Face and, where it is named, the endpoint say that it is good
 * before it becomes current, and the one before is ended after a grace. Every hour the function
 * looks whether all is as it left it.
 *
 * <p>The secret's own policy bars everybody from reading a value but the rotation function, the
 * grantees of {@link #grantRead} and whom the props name, however much IAM allows them.
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
  private final Duration grace;
  private final boolean endpointType;
  private final IKey encryptionKey;
  private final Secret secret;
  private final SecretGrants grants;
  private final TokenPolicy policy;
  private final Optional<TokenCredential> credential;
  private final TokenRotation rotation;
  private final TokenWatch watch;

  public HuggingFaceToken(Construct scope, String id, HuggingFaceTokenProps props) {
    super(scope, id);
    schedule = props.schedule();
    grace = props.grace();
    endpointType = props.endpointType().isPresent();
    encryptionKey = props.encryptionKey().orElseGet(() -> newEncryptionKey(props));
    secret = secret(props);
    grants = new SecretGrants(secret, encryptionKey);
    policy = new TokenPolicy(secret);
    credential = credential(props);
    rotation = new TokenRotation(this, props, grants, credential);
    watch = new TokenWatch(this, "Watch", secret, getRotationFunction());
    policy.admit(policy.arns(rotation.getRole()));
    policy.admit(props.breakGlass());
    policy.admitOperators(props.operators());
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
   * Allows a role or user of this stack, or one that is imported by its ARN, to stage a token or
   * write the credential, to rotate, to revoke, and to see how it went, but not to read a token.
   */
  public Grant grantStage(IGrantable grantee) {
    policy.admitOperators(policy.arns(grantee));
    var staging = grants.stage(grantee, getRotationFunction(), getRotationLogGroup());
    return credential.map(one -> staging.combine(one.grantWrite(grantee))).orElse(staging);
  }

  /** Rotations that made a new token current, summed over five minutes. */
  public Metric metricRotationSucceeded() {
    return metrics().sum("RotationSucceeded");
  }

  /** Steps of rotations that failed, summed over five minutes; Secrets Manager repeats them. */
  public Metric metricRotationFailed() {
    return metrics().sum("RotationFailed");
  }

  /** Seconds since the current token was made, the most of an hour. */
  public Metric metricTokenAge() {
    return metrics().of("TokenAge", "Maximum", Duration.hours(1));
  }

  /** Seconds until the current token expires or reaches its maximum age, the least of an hour. */
  public Metric metricTokenTimeLeft() {
    return metrics().of("TokenTimeLeft", "Minimum", Duration.hours(1));
  }

  /**
   * 1 where a replaced token outlived twice its grace, because somebody still calls with it or it
   * could not be ended.
   */
  public Metric metricPreviousTokenInUse() {
    return metrics().maximum("PreviousTokenInUse");
  }

  /** 1 where the endpoint's type admits more callers than it should; not measured where hidden. */
  public Metric metricEndpointExposed() {
    return metrics().maximum("EndpointExposed");
  }

  /** 1 where the current token was not made current by a rotation, or is no longer good. */
  public Metric metricCurrentUnverified() {
    return metrics().maximum("CurrentUnverified");
  }

  /** Seconds since the credential was written, the most of an hour. */
  public Metric metricCredentialAge() {
    return metrics().of("CredentialAge", "Maximum", Duration.hours(1));
  }

  public IKey getEncryptionKey() {
    return encryptionKey;
  }

  public Secret getSecret() {
    return secret;
  }

  /** Whether it is known which type the endpoint must have, so that another is measured. */
  public boolean hasEndpointType() {
    return endpointType;
  }

  /** What tokens are made with; empty where they are staged. */
  public Optional<Secret> getCredential() {
    return credential.map(TokenCredential::getSecret);
  }

  public CfnResourcePolicy getResourcePolicy() {
    return policy.resource();
  }

  public Function getRotationFunction() {
    return rotation.getFunction().getFunction();
  }

  public Role getRotationRole() {
    return rotation.getRole().getRole();
  }

  public LogGroup getRotationLogGroup() {
    return rotation.getFunction().getLogGroup();
  }

  /** Security groups of the rotation function; none outside of any VPC. */
  public List<ISecurityGroup> getSecurityGroups() {
    return rotation.getSecurityGroups();
  }

  /** Calls the rotation function every hour. */
  public CfnRule getHourlyRule() {
    return watch.getHourlyRule();
  }

  /** Calls the rotation function when another token becomes current. */
  public CfnRule getLabelRule() {
    return watch.getLabelRule();
  }

  public CfnRotationSchedule getRotationSchedule() {
    return rotation.getSchedule();
  }

  /** When the token is rotated, or nothing if only the deployment knows. */
  public Optional<TokenSchedule> getSchedule() {
    return schedule;
  }

  /** Time that a replaced token lives at least; 0 if it is kept. */
  public Duration getGrace() {
    return grace;
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

  private Optional<TokenCredential> credential(HuggingFaceTokenProps props) {
    return props.source() instanceof TokenSource.Staged
        ? Optional.empty()
        : Optional.of(new TokenCredential(this, "Credential", encryptionKey, props));
  }

  private FunctionMetrics metrics() {
    return new FunctionMetrics(getRotationFunction());
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
