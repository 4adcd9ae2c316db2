package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.PersonalToken;
import java.util.Set;

/** An operator brings tokens that may do more than they should, or less. */
record WrongToken() implements Trial {
  @Override
  public String name() {
    return "an over-wide token, and others that are wrong";
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.STAGED);
  }

  @Override
  public void run(Scene scene) throws Exception {
    var before = scene.current();
    for (var kind :
        Set.of(
            PersonalToken.OVER_WIDE,
            PersonalToken.OF_ROLE_WRITE,
            PersonalToken.OF_ANOTHER_NAMESPACE,
            PersonalToken.WITHOUT_INFERENCE)) {
      scene.stage(scene.huggingFace().tokens().issue(kind));
      scene.failed(scene.rotate(), before, "must hold a token");
      scene.giveUp();
    }
    scene.rotateWell();
  }
}
