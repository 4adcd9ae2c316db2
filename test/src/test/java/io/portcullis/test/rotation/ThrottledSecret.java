package io.portcullis.test.rotation;

import io.portcullis.local.secretsmanager.ServiceFault;

/**
 * Secrets Manager turns every request away for a while, the proxy's too. Each process of the proxy
 * has the current token by then: one that has none, or one that has ended, could not get another.
 */
record ThrottledSecret() implements Trial {
  @Override
  public String name() {
    return "Secrets Manager throttles everybody";
  }

  @Override
  public void run(Scene scene) throws Exception {
    scene.check(
        scene.crowd().callAtOnce() == 0, "no call of %d at once must fail".formatted(Crowd.SIZE));
    var before = scene.current();
    scene.bring();
    scene.secrets().fail(ServiceFault.THROTTLED);
    scene.failed(scene.rotate(), before, "createSecret");
    Thread.sleep(RotationDoor.CACHE.multipliedBy(3).toMillis());
    scene.secrets().recover();
    scene.succeeded(scene.rotateAgain());
  }
}
