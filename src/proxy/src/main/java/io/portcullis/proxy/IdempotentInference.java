package io.portcullis.proxy;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.idempotency.Begin;
import io.portcullis.proxy.idempotency.CollectedAnswer;
import io.portcullis.proxy.idempotency.Ending;
import io.portcullis.proxy.idempotency.Idempotency;
import io.portcullis.proxy.idempotency.IdempotencyKey;
import io.portcullis.proxy.idempotency.IdempotencyRecord;
import io.portcullis.proxy.idempotency.IdempotentRequest;
import io.portcullis.proxy.quota.TableFailure;
import io.portcullis.proxy.refusal.RefusalCode;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes a call that has an {@code Idempotency-Key} once. */
final class IdempotentInference implements Inference {
  private final Idempotency idempotency;
  private final TableFailure failure;
  private final Inference inference;

  IdempotentInference(Idempotency idempotency, TableFailure failure, Inference inference) {
    this.idempotency = idempotency;
    this.failure = failure;
    this.inference = inference;
  }

  @Override
  public Exchange answer(InferenceCall call) {
    return request(call)
        .map(request -> begun(idempotency.begin(request, call.deadline()), call))
        .orElseGet(() -> inference.answer(call));
  }

  private Optional<IdempotentRequest> request(InferenceCall call) {
    if (!idempotency.isOn()) {
      return Optional.empty();
    }
    var key = IdempotencyKey.of(call.event().header(IdempotencyKey.HEADER));
    return call.fingerprint()
        .flatMap(
            fingerprint ->
                key.map(
                    value ->
                        new IdempotentRequest(
                            call.token(),
                            call.consumer(),
                            value,
                            call.request().route(),
                            call.request().body(),
                            fingerprint)));
  }

  private Exchange begun(Begin begin, InferenceCall call) {
    if (begin instanceof Begin.Joined joined) {
      return Exchange.of(joined.answer());
    }
    if (begin instanceof Begin.Refused refused) {
      return Exchange.of(Answer.Refusal.of(refused.code()));
    }
    if (begin instanceof Begin.Run run) {
      return recorded(run.record(), call);
    }
    return begin instanceof Begin.Unavailable unavailable && failure == TableFailure.PASS
        ? recorded(unavailable.record(), call)
        : Exchange.of(Answer.Refusal.of(RefusalCode.QUOTA_UNAVAILABLE));
  }

  private Exchange recorded(IdempotencyRecord record, InferenceCall call) {
    var exchange = inference.answer(call);
    var whole = whole(exchange.answer());
    return exchange.settlingToo(() -> record.finish(ending(exchange, whole), call.deadline()));
  }

  /** What those who joined get: collected while it passes. */
  private static Supplier<Optional<Answer.Completion>> whole(Answer answer) {
    if (answer instanceof Answer.Events events) {
      var collected = new CollectedAnswer();
      collected.add(events.first().text());
      events.rest().listen(collected::add);
      return () -> collected.whole(events.headers());
    }
    return () ->
        answer instanceof Answer.Completion completion ? Optional.of(completion) : Optional.empty();
  }

  private static Ending ending(Exchange exchange, Supplier<Optional<Answer.Completion>> whole) {
    return switch (exchange.work().get()) {
      case NONE -> new Ending.NotDone();
      case UNKNOWN -> new Ending.Unknown();
      case DONE -> new Ending.Done(whole.get());
    };
  }
}
