package io.portcullis.proxy;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.guard.Guards;
import io.portcullis.proxy.guard.Passage;
import io.portcullis.proxy.outcome.Work;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.proxy.upstream.RepeatedEndpoint;

/** Calls the endpoint where every guard lets the call pass. */
final class GuardedInference implements Inference {
  private final Guards guards;
  private final RepeatedEndpoint endpoint;

  GuardedInference(Guards guards, RepeatedEndpoint endpoint) {
    this.guards = guards;
    this.endpoint = endpoint;
  }

  @Override
  public Exchange answer(InferenceCall call) {
    try {
      return guarded(call, guards.ask(call.guarded(), call.deadline()));
    } catch (RefusedException e) {
      // Its plan cannot be read, and nothing was asked.
      return Exchange.refused(e);
    }
  }

  private Exchange guarded(InferenceCall call, Passage passage) {
    call.line().guarded(passage.reservation(), passage.mode());
    return passage
        .refusal()
        .map(refusal -> uncalled(refusal, passage))
        .orElseGet(() -> called(call, passage));
  }

  private Exchange called(InferenceCall call, Passage passage) {
    try {
      var answer = endpoint.call(call.request(), call.deadline(), call.line());
      if (passage.called(answer)) {
        call.line().breakerOpened();
      }
      call.line().warming(answer.warming());
      return new Exchange(answer.answer().with(passage.headers()), answer::work, passage::settle);
    } catch (RefusedException e) {
      // No token is left that the endpoint has not rejected.
      return uncalled(Answer.Refusal.of(e.code(), e.detail()), passage);
    }
  }

  private static Exchange uncalled(Answer.Refusal refusal, Passage passage) {
    return new Exchange(refusal, () -> Work.NONE, passage::settle);
  }
}
