package io.portcullis.constructs.encryption;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The key that encrypts the secret, the table, the log groups and the alarm topic of a gateway. Its
 * material is replaced every year.
 *
 * <p>It admits the log groups and alarms of its account and Region by pattern: naming each would
 * make the key depend on stacks that depend on the key.
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
    key.addToResourcePolicy(logGroups());
    key.addToResourcePolicy(alarms());
  }

  public Key getKey() {
    return key;
  }

  /** CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". */
  private PolicyStatement logGroups() {
    var region = Stack.of(this).getRegion();
    return PolicyStatement.Builder.create()
        .sid("LogGroups")
        .principals(List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(region))))
        .actions(
            List.of(
                "kms:Decrypt*",
                "kms:DescribeKey",
                "kms:Encrypt*",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*"))
        .resources(List.of("*"))
        .conditions(
            Map.of(
                "ArnLike",
                Map.of("kms:EncryptionContext:aws:logs:arn", arnPattern("logs", "log-group:*"))))
        .build();
  }

  /** Amazon SNS Developer Guide, "Compatibility between event sources and encrypted topics". */
  private PolicyStatement alarms() {
    return PolicyStatement.Builder.create()
        .sid("Alarms")
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
        .resources(List.of("*"))
        .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", arnPattern("cloudwatch", "alarm:*"))))
        .build();
  }

  private String arnPattern(String service, String resource) {
    var stack = Stack.of(this);
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
