package io.portcullis.constructs.encryption;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.AddToResourcePolicyResult;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key that encrypts the secret, the table, the log groups and the alarm topic of a gateway. Its
 * material is replaced every year.
 *
 * <p>IAM decides who of the account uses it. Beside the account it admits log groups, alarms and
 * budgets, by pattern: naming each would make the key depend on stacks that depend on the key. Only
 * AWS services may create grants on it.
 */
public final class EncryptionKey extends Construct {
  private final Key key;

  public EncryptionKey(Construct scope, String id, EncryptionKeyProps props) {
    super(scope, id);
    key =
        Key.Builder.create(this, "Resource")
            .description("Encrypts what the inference gateway stores")
            .enableKeyRotation(true)
            .removalPolicy(props.removalPolicy())
            .build();
    admitServices(key);
    key.addToResourcePolicy(grantsOfServicesAlone());
  }

  /**
   * Lets log groups, alarms and budgets of the key's account and Region use another key that this
   * app makes. A key that is imported needs the same statements where it is made.
   *
   * @throws IllegalArgumentException if the key is imported
   */
  public static void admitServices(IKey key) {
    Stream.of(logGroups(key), alarms(key), budgets(key))
        .map(key::addToResourcePolicy)
        .forEach(result -> requireAdded(key, result));
  }

  public Key getKey() {
    return key;
  }

  private static void requireAdded(IKey key, AddToResourcePolicyResult result) {
    if (!result.getStatementAdded()) {
      throw new IllegalArgumentException(
          "'key' must be made by this app, got '%s', which is imported: admit the services where it is made"
              .formatted(key.getNode().getPath()));
    }
  }

  /** Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". */
  private static PolicyStatement logGroups(IKey key) {
    return admitted(
        "LogGroups",
        "logs.%s.amazonaws.com".formatted(Stack.of(key).getRegion()),
        List.of(
            "kms:Decrypt*",
            "kms:DescribeKey",
            "kms:Encrypt*",
            "kms:GenerateDataKey*",
            "kms:ReEncrypt*"),
        Map.of(
            "ArnLike",
            Map.of("kms:EncryptionContext:aws:logs:arn", arnPattern(key, "logs", "log-group:*"))));
  }

  /** Amazon SNS Developer Guide, "Compatibility between event sources and encrypted topics". */
  private static PolicyStatement alarms(IKey key) {
    return admitted(
        "Alarms",
        "cloudwatch.amazonaws.com",
        List.of("kms:Decrypt", "kms:GenerateDataKey*"),
        Map.of("ArnLike", Map.of("aws:SourceArn", arnPattern(key, "cloudwatch", "alarm:*"))));
  }

  /** AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications". */
  private static PolicyStatement budgets(IKey key) {
    return admitted(
        "Budgets",
        "budgets.amazonaws.com",
        List.of("kms:Decrypt", "kms:GenerateDataKey*"),
        Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(key).getAccount())));
  }

  private static PolicyStatement admitted(
      String sid, String service, List<String> actions, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .principals(List.of(new ServicePrincipal(service)))
        .actions(actions)
        .resources(List.of("*"))
        .conditions(conditions)
        .build();
  }

  /** AWS Control Tower's control CT.KMS.PR.3 asks for exactly this statement. */
  private static PolicyStatement grantsOfServicesAlone() {
    return PolicyStatement.Builder.create()
        .sid("GrantsOfServicesAlone")
        .effect(Effect.DENY)
        .principals(List.of(new AnyPrincipal()))
        .actions(List.of("kms:CreateGrant"))
        .resources(List.of("*"))
        .conditions(
            Map.of(
                "BoolIfExists",
                Map.of("aws:PrincipalIsAWSService", "false", "kms:GrantIsForAWSResource", "false")))
        .build();
  }

  private static String arnPattern(IKey key, String service, String resource) {
    var stack = Stack.of(key);
    return "arn:%s:%s:%s:%s:%s"
        .formatted(Aws.PARTITION, service, stack.getRegion(), stack.getAccount(), resource);
  }

  /** The spelling every construct of the AWS library has in Java. */
  public static final class Builder {
    private Builder() {}

    public static EncryptionKeyProps.Builder<EncryptionKey> create(Construct scope, String id) {
      return new EncryptionKeyProps.Builder<>(props -> new EncryptionKey(scope, id, props));
    }
  }
}
