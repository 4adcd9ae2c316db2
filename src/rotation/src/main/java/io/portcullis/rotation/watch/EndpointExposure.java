package io.portcullis.rotation.watch;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.EndpointDescription;
import io.portcullis.huggingface.EndpointName;
import io.portcullis.huggingface.Endpoints;
import io.portcullis.huggingface.HubReply;
import io.portcullis.rotation.failure.HubFailure;
import io.portcullis.rotation.failure.RotationException;
import io.portcullis.rotation.log.RotationMetric;
import io.portcullis.rotation.log.RunLine;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whether the endpoint lets strangers in, as far as any credential at hand may ask. */
public final class EndpointExposure {
  private final Endpoints endpoints;
  private final Optional<EndpointName> endpoint;
  private final Optional<EndpointType> expected;
  private final UnaryOperator<AccessToken> reader;

  /**
   * The exposure of one endpoint.
   *
   * @param reader who asks, given the current token
   */
  public EndpointExposure(
      Endpoints endpoints,
      Optional<EndpointName> endpoint,
      Optional<EndpointType> expected,
      UnaryOperator<AccessToken> reader) {
    this.endpoints = endpoints;
    this.endpoint = endpoint;
    this.expected = expected;
    this.reader = reader;
  }

  /** Measures it; where nobody may ask or is answered, there is nothing to measure. */
  public void measure(AccessToken current, RunLine run) {
    if (endpoint.isEmpty() || expected.isEmpty()) {
      return;
    }
    try {
      var answer = endpoints.describe(endpoint.get(), reader.apply(current));
      if (answer instanceof HubReply.Done<EndpointDescription> done) {
        run.measure(
            RotationMetric.ENDPOINT_EXPOSED.whether(expected.get().isExceededBy(done.value())));
      } else if (answer instanceof HubReply.Unavailable<EndpointDescription> unavailable) {
        run.remark("the endpoint's type is not known: " + HubFailure.sentence(unavailable));
      }
    } catch (RotationException e) {
      run.remark("the endpoint's type is not known: " + e.getMessage());
    }
  }
}
