package io.portcullis.test.rotation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The function's process is killed later and later in a rotation, which then begins anew. */
record KilledAtAnyMoment() implements Trial {
  private static final int KILLS = 10;

  /** Together longer than a rotation takes here. */
  private static final long BETWEEN_MILLIS = 25;

  @Override
  public String name() {
    return "the function killed at any moment, and run again";
  }

  @Override
  public void run(Scene scene) throws Exception {
    for (var n = 0; n < KILLS; n++) {
      scene.bring();
      var before = scene.current();
      var version = scene.begin();
      var rotation = CompletableFuture.runAsync(scene::takeAll);
      Thread.sleep(n * BETWEEN_MILLIS);
      scene.killFunction();
      rotation.join();
      scene.takeAll();
      scene.count(before);
      scene.check(
          scene.version("AWSCURRENT").equals(Optional.of(version)),
          "the version that was begun must become current");
      scene.check(scene.isVerified(), "the current token must have been verified");
      scene.tidyUp();
    }
  }
}
