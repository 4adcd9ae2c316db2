package io.portcullis.test.rotation;

import io.portcullis.local.secretsmanager.ServiceFault;

/**
 * Secrets Manager does not take the new token, as if the function broke off before it stored it.
 */
record LostToken() implements Trial {
  /** More than the function repeats a call. */
  private static final int ALWAYS = 1000;

  @Override
  public String name() {
    return "the new token cannot be stored";
  }

  @Override
  public void run(Scene scene) throws Exception {
    var before = scene.current();
    scene.bring();
    scene.secrets().fail("PutSecretValue", ServiceFault.INTERNAL_ERROR, ALWAYS);
    scene.failed(scene.rotate(), before, "createSecret");
    scene.secrets().recover();
    scene.succeeded(scene.rotateAgain());
  }
}
