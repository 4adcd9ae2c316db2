package io.portcullis.test.benchmark;

import io.portcullis.stacks.EnvironmentStage;
import java.util.Map;
import software.amazon.awscdk.services.lambda.CfnFunction;

/** The environment variables of functions, changed for a benchmark. */
public final class Variables {
  private static final String PATH = "Environment.Variables.";

  private Variables() {}

  /** Sets them for every function. */
  public static void set(EnvironmentStage stage, Map<String, String> variables) {
    for (var construct : stage.getNode().findAll()) {
      if (construct instanceof CfnFunction function) {
        variables.forEach((name, value) -> function.addPropertyOverride(PATH + name, value));
      }
    }
  }

  /** Takes one away from the proxy. */
  public static void remove(EnvironmentStage stage, String name) {
    var proxy = stage.getGateway().getGateway().getProxy().getFunction();
    ((CfnFunction) proxy.getNode().getDefaultChild()).addPropertyDeletionOverride(PATH + name);
  }
}
