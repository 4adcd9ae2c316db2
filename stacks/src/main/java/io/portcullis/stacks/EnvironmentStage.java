package io.portcullis.stacks;

import io.portcullis.stacks.environment.DeploymentEnvironment;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** The two stacks of one environment; its id is the environment's name. */
public final class EnvironmentStage extends Stage {
  private final FoundationStack foundation;
  private final GatewayStack gateway;

  public EnvironmentStage(Construct scope, DeploymentEnvironment environment) {
    super(scope, environment.name(), stageProps(environment));
    var config = environment.config();
    foundation = new FoundationStack(this, "Foundation", config);
    gateway =
        new GatewayStack(this, "Gateway", environment.name(), config, foundation.getFoundation());
    Tags.of(this).add("portcullis:environment", environment.name());
    config.tags().forEach((name, value) -> Tags.of(this).add(name, value));
  }

  public FoundationStack getFoundation() {
    return foundation;
  }

  public GatewayStack getGateway() {
    return gateway;
  }

  /** The stage's name begins those of its stacks, where others share the account. */
  private static StageProps stageProps(DeploymentEnvironment environment) {
    var config = environment.config();
    return StageProps.builder()
        .stageName("portcullis-" + environment.name())
        .env(Environment.builder().account(config.account()).region(config.region()).build())
        .build();
  }
}
