package io.portcullis.test.rotation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Secrets Manager runs the same rotation twice at once, as after a timeout that was none. */
record TwoAtOnce() implements Trial {
  @Override
  public String name() {
    return "two rotations at once";
  }

  @Override
  public void run(Scene scene) throws Exception {
    scene.bring();
    var before = scene.current();
    var version = scene.begin();
    var one = CompletableFuture.runAsync(scene::takeAll);
    var other = CompletableFuture.runAsync(scene::takeAll);
    CompletableFuture.allOf(one, other).join();
    // One of the two may fail: what counts is what the secret holds in the end.
    if (!scene.version("AWSCURRENT").equals(Optional.of(version))) {
      scene.takeAll();
    }
    scene.count(before);
    scene.check(
        scene.version("AWSCURRENT").equals(Optional.of(version)),
        "the version that was begun must become current");
    scene.check(scene.isVerified(), "the current token must have been verified");
  }
}
