package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.stacks.environment.EnvironmentConfig;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What is kept: the key, the token, the table, and the roles. */
public final class FoundationStack extends Stack {
  private final InferenceFoundation foundation;

  FoundationStack(Construct scope, String id, EnvironmentConfig config) {
    super(scope, id, StackProps.builder().terminationProtection(config.retainData()).build());
    foundation =
        InferenceFoundation.Builder.create(this, "Foundation")
            .scheduleExpression(config.token().rotation())
            .logRetention(config.logRetention())
            .removalPolicy(config.retainData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
            .build();
    CfnOutput.Builder.create(this, "TokenSecretArn")
        .description("Secret that an operator stages the Hugging Face token in")
        .value(foundation.getToken().getSecret().getSecretArn())
        .build();
  }

  public InferenceFoundation getFoundation() {
    return foundation;
  }
}
