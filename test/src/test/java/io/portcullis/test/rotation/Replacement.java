package io.portcullis.test.rotation;

/**
 * The token is replaced again and again, and each replaced one ended.
 *
 * @param times how often
 * @param ending what ends it
 */
record Replacement(int times, Ending ending) implements Trial {
  /** What ends a replaced token. */
  enum Ending {
    /** The function's own look at the secret, after the grace. */
    WATCH,
    /** An operator, at once, while processes of the proxy still use it. */
    REVOKE
  }

  @Override
  public String name() {
    return ending == Ending.WATCH
        ? "each old one ended by the watch, after its grace"
        : "each old one revoked at once, while proxies use it";
  }

  @Override
  public void run(Scene scene) throws Exception {
    for (var n = 0; n < times; n++) {
      var old = scene.current();
      var begun = System.nanoTime();
      scene.rotateWell();
      if (ending == Ending.WATCH) {
        scene.watch();
        // On a busy machine the grace may be over before the look is.
        var lives = scene.lives(old);
        var inGrace = System.nanoTime() - begun < RotationDoor.GRACE.toNanos();
        scene.check(lives || !inGrace, "a replaced token must live for its grace");
        scene.watchUntilEnded(old);
      } else {
        scene.check(scene.revoke().isEmpty(), "'revoke' must not fail");
      }
      scene.check(!scene.lives(old), "an old token must not be alive");
      scene.check(scene.replaced().isEmpty(), "no version must stay 'AWSPREVIOUS'");
    }
    scene.check(scene.rotations() == times, "every rotation must replace the token");
  }
}
