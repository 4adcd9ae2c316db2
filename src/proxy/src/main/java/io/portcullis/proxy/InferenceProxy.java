package io.portcullis.proxy;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.log.RequestLine;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.proxy.request.ProxyEvent;
import io.portcullis.proxy.upstream.AuthorizedEndpoint;
import io.portcullis.proxy.validation.BodyValidation;
import io.portcullis.proxy.validation.ClientRequest;

/** Answers a request by the endpoint's means, once caller, body and token are what they must be. */
final class InferenceProxy {
  private final BodyValidation validation;
  private final AuthorizedEndpoint endpoint;
  private final Inference inference;

  InferenceProxy(BodyValidation validation, AuthorizedEndpoint endpoint, Inference inference) {
    this.validation = validation;
    this.endpoint = endpoint;
    this.inference = inference;
  }

  Exchange answer(ProxyEvent event, Deadline deadline, RequestLine line) {
    try {
      event.binding().admit(event.caller(), event.apiKeyId(), event.source());
      var request = ClientRequest.of(event, validation);
      var token = endpoint.token(deadline, line);
      return inference.answer(InferenceCall.of(event, request, token, deadline, line));
    } catch (RefusedException e) {
      return Exchange.refused(e);
    }
  }
}
