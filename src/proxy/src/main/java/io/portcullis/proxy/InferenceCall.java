package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.fingerprint.Fingerprint;
import io.portcullis.proxy.guard.GuardedRequest;
import io.portcullis.proxy.log.RequestLine;
import io.portcullis.proxy.quota.Demand;
import io.portcullis.proxy.quota.PlanLimits;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.validation.ClientRequest;
import java.util.Optional;

/**
 * A request that its caller may make, on its way to the endpoint.
 *
 * @param token that fingerprints are made under
 * @param line of the log
 */
record InferenceCall(
    ProxyEvent event,
    ClientRequest request,
    AccessToken token,
    Optional<Fingerprint> fingerprint,
    Deadline deadline,
    RequestLine line) {

  static InferenceCall of(
      ProxyEvent event,
      ClientRequest request,
      AccessToken token,
      Deadline deadline,
      RequestLine line) {
    var fingerprint =
        request.route().takesBody()
            ? Optional.of(Fingerprint.of(token, consumer(event), request.route(), request.body()))
            : Optional.<Fingerprint>empty();
    return new InferenceCall(event, request, token, fingerprint, deadline, line);
  }

  String consumer() {
    return consumer(event);
  }

  /** Whom it is counted for: the customer, or the API key of none. */
  private static String consumer(ProxyEvent event) {
    return event.customer().or(event::apiKeyId).orElse("nobody");
  }

  GuardedRequest guarded() {
    return new GuardedRequest(
        consumer(),
        fingerprint,
        PlanLimits.of(event.stageVariables(), event.owner()),
        Demand.of(request.body().length, request.outputTokens()));
  }
}
