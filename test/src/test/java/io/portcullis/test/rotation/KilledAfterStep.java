package io.portcullis.test.rotation;

import java.util.List;
import java.util.Optional;

/**
 * The function's process is killed after each step, and Secrets Manager begins the rotation anew.
 */
record KilledAfterStep() implements Trial {
  private static final List<String> STEPS =
      List.of("createSecret", "setSecret", "testSecret", "finishSecret");

  @Override
  public String name() {
    return "the function killed after each step, and run again";
  }

  @Override
  public void run(Scene scene) throws Exception {
    for (var last = 0; last < STEPS.size(); last++) {
      scene.bring();
      var before = scene.current();
      var version = scene.begin();
      for (var step : STEPS.subList(0, last + 1)) {
        scene.check(scene.step(version, step).isEmpty(), step + " must not fail");
      }
      scene.killFunction();
      for (var step : STEPS) {
        scene.check(scene.step(version, step).isEmpty(), step + " must not fail when repeated");
      }
      scene.count(before);
      scene.check(
          scene.version("AWSCURRENT").equals(Optional.of(version)),
          "the version that was begun must become current");
      scene.check(scene.isVerified(), "the current token must have been verified");
      scene.tidyUp();
    }
  }
}
