package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.HubBehaviour;

/** The Hub is down while a replaced token shall end; it ends at the next look. */
record UndeletedToken() implements Trial {
  @Override
  public String name() {
    return "Hugging Face is down when an old one shall end";
  }

  @Override
  public void run(Scene scene) throws Exception {
    var old = scene.current();
    scene.rotateWell();
    scene.huggingFace().behave(HubBehaviour.DOWN);
    scene.check(scene.revoke().isPresent(), "'revoke' must fail and say why");
    scene.check(scene.lives(old), "a token must not count as ended that is not");
    scene.check(scene.replaced().isPresent(), "'AWSPREVIOUS' must stay until the token has ended");
    scene.huggingFace().behave(HubBehaviour.NORMAL);
    scene.watchUntilEnded(old);
    scene.check(!scene.lives(old), "an old token must not be alive");
  }
}
