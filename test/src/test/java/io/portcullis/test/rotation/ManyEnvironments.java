package io.portcullis.test.rotation;

/** Every process of the proxy that this machine has meets the end of the token that it uses. */
record ManyEnvironments() implements Trial {
  private static final int TIMES = 3;

  @Override
  public String name() {
    return "many execution environments, each with an old token";
  }

  @Override
  public void run(Scene scene) throws Exception {
    var crowd = scene.crowd();
    crowd.callAtOnce();
    for (var n = 0; n < TIMES; n++) {
      scene.rotateWell();
      scene.check(scene.revoke().isEmpty(), "'revoke' must not fail");
      scene.check(crowd.callAtOnce() == 0, "no call of %d at once must fail".formatted(Crowd.SIZE));
    }
  }
}
