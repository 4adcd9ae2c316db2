package io.portcullis.test.storm;

import io.portcullis.local.FrontDoorListener;
import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Synthesis;
import io.portcullis.test.benchmark.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.CfnStage;
import software.amazon.awscdk.services.apigateway.CfnUsagePlan;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * An environment whose firewall and plans let everything pass, so that it is the proxy alone that
 * keeps calls from the endpoint, and whose proxy waits for a second and not for minutes.
 */
public final class StormyDoor {
  private static final String NAME = "local";

  private static final Map<String, String> SHORT =
      Map.of("FIRST_BYTE_TIMEOUT_MILLIS", "1000", "SCALE_UP_TIMEOUT_SECONDS", "0");

  private StormyDoor() {}

  /** Writes its cloud assembly. */
  public static void write(Path assembly) {
    Synthesis.write(Synthesis.environment(NAME), assembly, StormyDoor::change);
  }

  public static LocalFrontDoor open(Path assembly, Path state)
      throws IOException, InterruptedException {
    return LocalFrontDoor.open(
        new LocalOptions(assembly, NAME, 0, state), FrontDoorListener.SILENT);
  }

  /** Changes an environment so. */
  public static void change(EnvironmentStage stage) {
    Variables.set(stage, SHORT);
    letEverythingPass(stage);
  }

  /** Leaves it to the proxy alone to refuse a call of a customer. */
  public static void letEverythingPass(EnvironmentStage stage) {
    for (var construct : stage.getNode().findAll()) {
      if (construct instanceof CfnWebACL acl) {
        acl.addPropertyOverride("Rules", List.of());
      } else if (construct instanceof CfnUsagePlan plan) {
        plan.addPropertyDeletionOverride("Throttle");
        plan.addPropertyDeletionOverride("Quota");
      } else if (construct instanceof CfnStage api) {
        api.addPropertyDeletionOverride("MethodSettings");
      }
    }
  }
}
