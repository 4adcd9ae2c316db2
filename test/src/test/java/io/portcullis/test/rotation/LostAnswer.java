package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.HubBehaviour;
import java.util.Set;

/** Hugging Face makes the token, and its answer is lost, so that nobody knows the token. */
record LostAnswer() implements Trial {
  @Override
  public String name() {
    return "a token is made, its answer lost";
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.SERVICE_ACCOUNT, Source.TOKEN_EXCHANGE);
  }

  @Override
  public void run(Scene scene) throws Exception {
    var before = scene.current();
    scene.huggingFace().behave(HubBehaviour.LOSING_TOKENS);
    scene.failed(scene.rotate(), before, "createSecret");
    scene.huggingFace().behave(HubBehaviour.NORMAL);
    scene.succeeded(scene.rotateAgain());
  }
}
