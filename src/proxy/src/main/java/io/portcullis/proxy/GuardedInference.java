package io.portcullis.proxy;

import io.portcullis.proxy.guard.Guards;
import io.portcullis.proxy.guard.Passage;
import io.portcullis.proxy.outcome.Work;
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
    var passage = guards.ask(call.guarded(), call.deadline());
    call.line().guarded(passage.reservation(), passage.mode());
    return passage
        .refusal()
        .map(refusal -> new Exchange(refusal, () -> Work.NONE, passage::settle))
        .orElseGet(() -> called(call, passage));
  }

  private Exchange called(InferenceCall call, Passage passage) {
    var answer = endpoint.call(call.request(), call.deadline(), call.line());
    if (passage.called(answer)) {
      call.line().breakerOpened();
    }
    call.line().warming(answer.warming());
    return new Exchange(answer.answer().with(passage.headers()), answer::work, passage::settle);
  }
}
