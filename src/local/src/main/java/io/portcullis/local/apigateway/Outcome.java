package io.portcullis.local.apigateway;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Reply;
import java.io.IOException;
import java.util.Optional;

/**
 * What became of a request.
 *
 * @param layer that answered, in the product's words: firewall, network, identity, plan, token …
 * @param code of the refusal, empty if it is none or has none
 * @param service that answered: {@code web ACL}, {@code API Gateway} or {@code function}
 * @param customer whose key it was
 * @param body of a streamed answer, of which {@code answer} is status and headers
 */
public record Outcome(
    Answer answer,
    String layer,
    String code,
    String service,
    Optional<String> customer,
    Optional<ResponseStream> body) {

  /** An answer that is whole. */
  public Outcome(
      Answer answer, String layer, String code, String service, Optional<String> customer) {
    this(answer, layer, code, service, customer, Optional.empty());
  }

  Outcome withBody(ResponseStream stream) {
    return new Outcome(answer, layer, code, service, customer, Optional.of(stream));
  }

  /** Sends the answer, and its body as it comes. */
  public void sendTo(Reply reply) throws IOException, InterruptedException {
    if (body.isPresent()) {
      body.get().copyTo(reply.stream(answer.status(), answer.headers()));
    } else {
      reply.send(answer);
    }
  }
}
