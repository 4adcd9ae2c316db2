package io.portcullis.stacks;

import io.portcullis.constructs.InferenceFoundation;
import io.portcullis.constructs.InferenceFoundationProps;
import io.portcullis.constructs.network.RotationEgress;
import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.token.TokenSource;
import io.portcullis.stacks.environment.EndpointConfig;
import io.portcullis.stacks.environment.EnvironmentConfig;
import io.portcullis.stacks.environment.TokenConfig;
import io.portcullis.stacks.environment.TokenSourceConfig;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.secretsmanager.ReplicaRegion;
import software.constructs.Construct;

/** What is kept: the key, the token, the table, and the roles. */
public final class FoundationStack extends Stack {
  private final InferenceFoundation foundation;
  private final List<String> availabilityZones;

  FoundationStack(Construct scope, String id, EnvironmentConfig config) {
    super(scope, id, StackProps.builder().terminationProtection(config.retainData()).build());
    availabilityZones = config.availabilityZones();
    foundation = foundation(config);
    outputs();
  }

  /** The environment's own, so that nothing is looked up in the account. */
  @Override
  public List<String> getAvailabilityZones() {
    return availabilityZones;
  }

  public InferenceFoundation getFoundation() {
    return foundation;
  }

  private InferenceFoundation foundation(EnvironmentConfig config) {
    var foundation =
        InferenceFoundation.Builder.create(this, "Foundation")
            .logRetention(config.logRetention())
            .removalPolicy(config.removalPolicy());
    endpoint(foundation, config.endpoint());
    token(foundation, config.token());
    if (config.token().egress() == RotationEgress.LIMITED) {
      foundation.availabilityZones(config.availabilityZones());
    }
    return foundation.build();
  }

  private static void endpoint(
      InferenceFoundationProps.Builder<InferenceFoundation> foundation, EndpointConfig endpoint) {
    foundation
        .endpointNamespace(endpoint.namespace())
        .endpointName(endpoint.name())
        .endpointType(endpoint.level() == SecurityLevel.PUBLIC ? "public" : "private");
  }

  private static void token(
      InferenceFoundationProps.Builder<InferenceFoundation> foundation, TokenConfig token) {
    foundation
        .source(source(token.source()))
        .scheduleExpression(token.rotation())
        .window(Duration.hours(token.window().toHours()))
        .maximumAge(seconds(token.maximumAge()))
        .grace(seconds(token.grace()))
        .rotationEgress(token.egress())
        .replicaRegions(
            token.replicaRegions().stream()
                .map(region -> ReplicaRegion.builder().region(region).build())
                .toList());
    if (!token.operators().isEmpty()) {
      foundation.operators(token.operators());
    }
  }

  private static TokenSource source(TokenSourceConfig source) {
    if (source instanceof TokenSourceConfig.ServiceAccount account) {
      return TokenSource.serviceAccount(account.serviceAccount());
    }
    if (source instanceof TokenSourceConfig.TokenExchange exchange) {
      return TokenSource.tokenExchange(
          exchange.clientId(), exchange.subject(), seconds(exchange.lifetime()));
    }
    return TokenSource.staged();
  }

  private static Duration seconds(java.time.Duration duration) {
    return Duration.seconds(duration.toSeconds());
  }

  private void outputs() {
    var token = foundation.getToken();
    output(
        "TokenSecretArn",
        "Secret that an operator stages the Hugging Face token in",
        token.getSecret().getSecretArn());
    token
        .getCredential()
        .ifPresent(
            credential ->
                output(
                    "CredentialSecretArn",
                    "Secret that an operator writes what tokens are made with into",
                    credential.getSecretArn()));
    output(
        "RotationFunctionName",
        "Function that replaces, watches and retires tokens",
        token.getRotationFunction().getFunctionName());
    output(
        "RotationLogGroupName",
        "Log that says why a rotation failed",
        token.getRotationLogGroup().getLogGroupName());
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }
}
