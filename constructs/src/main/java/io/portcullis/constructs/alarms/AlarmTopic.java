package io.portcullis.constructs.alarms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** A topic that alarms of the account may publish to, and nobody unencrypted. */
final class AlarmTopic {
  private AlarmTopic() {}

  /**
   * A policy of its own replaces the one that lets the account's alarms publish, so it says so
   * again.
   */
  static Topic create(Construct scope, String id, Optional<IKey> encryptionKey) {
    var topic =
        Topic.Builder.create(scope, id)
            .masterKey(encryptionKey.orElse(null))
            .enforceSsl(true)
            .build();
    admit(topic, "Alarms", "cloudwatch.amazonaws.com");
    return topic;
  }

  /** Lets a service publish on behalf of this account. */
  static void admit(Topic topic, String sid, String service) {
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid(sid)
            .principals(List.of(new ServicePrincipal(service)))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(topic).getAccount())))
            .build());
  }
}
