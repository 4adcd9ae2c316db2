package io.portcullis.test.rotation;

import java.util.Optional;
import java.util.Set;

/** An operator stages yet another token while the one before is being rotated to. */
record ReplacedHalfWay() implements Trial {
  @Override
  public String name() {
    return "the staged value replaced half way";
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.STAGED);
  }

  @Override
  public void run(Scene scene) throws Exception {
    var tokens = scene.huggingFace().tokens();
    var first = tokens.issue();
    var second = tokens.issue();
    scene.stage(first);
    var version = scene.begin();
    scene.check(scene.step(version, "createSecret").isEmpty(), "createSecret must not fail");
    scene.stage(second);
    scene.succeeded(scene.rotateAgain());
    scene.check(scene.current().equals(first), "what was tested must become current");
    scene.check(
        scene.staged().equals(Optional.of(second)), "what was staged last must stay for the next");
    scene.succeeded(scene.rotate());
    scene.check(scene.current().equals(second), "what was staged last must become current");
  }
}
