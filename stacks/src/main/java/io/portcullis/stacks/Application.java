package io.portcullis.stacks;

import io.portcullis.constructs.policy.PortcullisPolicies;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.stacks.environment.Environments;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/**
 * Entry point named in {@code cdk.json}. Synthesizes every environment of the folder {@code
 * environments}, or with the context {@code environment=<name>} that one.
 */
public final class Application {
  private Application() {}

  public static void main(String[] args) {
    var app = new App();
    Validations.of(app).addPlugins(new PortcullisPolicies());
    try {
      environments(app).forEach(environment -> new EnvironmentStage(app, environment));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    app.synth();
  }

  private static List<DeploymentEnvironment> environments(App app) {
    var environments = new Environments(Path.of("environments"));
    return app.getNode().tryGetContext("environment") instanceof String name
        ? List.of(environments.named(name))
        : environments.all();
  }
}
