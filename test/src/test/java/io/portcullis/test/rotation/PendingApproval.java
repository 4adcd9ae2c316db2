package io.portcullis.test.rotation;

import io.portcullis.local.huggingface.HubBehaviour;
import io.portcullis.local.huggingface.PersonalToken;

/** An administrator of the organization has to approve the new token first. */
record PendingApproval() implements Trial {
  @Override
  public String name() {
    return "the new one waits for approval";
  }

  @Override
  public void run(Scene scene) throws Exception {
    var before = scene.current();
    var tokens = scene.huggingFace().tokens();
    if (scene.source() == Source.STAGED) {
      var pending = tokens.issue(PersonalToken.PENDING);
      scene.stage(pending);
      scene.failed(scene.rotate(), before, "not ready");
      tokens.approve(pending);
    } else {
      scene.huggingFace().behave(HubBehaviour.PENDING_APPROVAL);
      scene.failed(scene.rotate(), before, "not ready");
      scene.huggingFace().behave(HubBehaviour.NORMAL);
    }
    scene.succeeded(scene.rotateAgain());
  }
}
