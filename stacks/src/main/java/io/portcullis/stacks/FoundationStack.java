package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.stacks.environment.EnvironmentConfig;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.constructs.Construct;

/** What is kept: the key, the token, the table, and the roles. */
public final class FoundationStack extends Stack {
  private final InferenceFoundation foundation;

  FoundationStack(Construct scope, String id, EnvironmentConfig config) {
    super(scope, id, StackProps.builder().terminationProtection(config.retainData()).build());
    foundation = foundation(config);
    CfnOutput.Builder.create(this, "TokenSecretArn")
        .description("Secret that an operator stages the Hugging Face token in")
        .value(foundation.getToken().getSecret().getSecretArn())
        .build();
  }

  public InferenceFoundation getFoundation() {
    return foundation;
  }

  private InferenceFoundation foundation(EnvironmentConfig config) {
    var token = config.token();
    var foundation =
        InferenceFoundation.Builder.create(this, "Foundation")
            .scheduleExpression(token.rotation())
            .window(Duration.hours(token.window().toHours()))
            .replicaRegions(
                token.replicaRegions().stream()
                    .map(region -> ReplicaRegion.builder().region(region).build())
                    .toList())
            .logRetention(config.logRetention())
            .removalPolicy(config.removalPolicy());
    if (!token.operators().isEmpty()) {
      foundation.operators(token.operators());
    }
    return foundation.build();
  }
}
