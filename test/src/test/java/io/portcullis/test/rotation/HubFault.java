package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.HubBehaviour;

/**
 * Hugging Face's Hub does not answer well while a token is rotated.
 *
 * @param what for a person
 * @param reason that the function gives
 */
record HubFault(HubBehaviour behaviour, String what, String reason) implements Trial {
  @Override
  public String name() {
    return "Hugging Face " + what;
  }

  @Override
  public void run(Scene scene) throws Exception {
    var before = scene.current();
    scene.bring();
    scene.huggingFace().behave(behaviour);
    scene.failed(scene.rotate(), before, reason);
    scene.huggingFace().behave(HubBehaviour.NORMAL);
    scene.succeeded(scene.rotateAgain());
  }
}
