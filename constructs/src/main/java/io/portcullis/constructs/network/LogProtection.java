package io.portcullis.constructs.network;

import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * How the log groups of a network are kept.
 *
 * @param encryptionKey key of the log groups, or CloudWatch Logs' own
 */
record LogProtection(
    Optional<IKey> encryptionKey, RetentionDays retention, RemovalPolicy removalPolicy) {

  LogGroup newLogGroup(Construct scope, String id) {
    return LogGroup.Builder.create(scope, id)
        .encryptionKey(encryptionKey.orElse(null))
        .retention(retention)
        .removalPolicy(removalPolicy)
        .build();
  }
}
