package io.portcullis.proxy.upstream;

import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.log.RequestLine;
import io.portcullis.proxy.retry.Retries;
import io.portcullis.proxy.retry.RetryDecision;
import io.portcullis.proxy.validation.ClientRequest;

/** The endpoint, called once more where that is fast, safe and rare. */
public final class RepeatedEndpoint {
  private final AuthorizedEndpoint endpoint;
  private final Retries retries;

  public RepeatedEndpoint(AuthorizedEndpoint endpoint, Retries retries) {
    this.endpoint = endpoint;
    this.retries = retries;
  }

  /** Calls it and waits until its answer begins. */
  public EndpointAnswer call(ClientRequest request, Deadline deadline, RequestLine line) {
    var attempts = retries.begin();
    var answer = endpoint.call(request, deadline, line);
    while (answer.begun().isRepeatable()) {
      var decision = attempts.next(answer.retryAfter(), deadline);
      line.retry(decision);
      if (decision != RetryDecision.RETRY) {
        break;
      }
      answer = endpoint.call(request, deadline, line);
    }
    return answer;
  }
}
