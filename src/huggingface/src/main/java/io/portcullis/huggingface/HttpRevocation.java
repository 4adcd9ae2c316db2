package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;
import java.util.Optional;

/** Revocation over HTTP; whoever has a token may end it, so it needs no credential. */
public final class HttpRevocation implements Revocation {
  private final HubClient client;

  /**
   * A revocation that is asked for over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpRevocation(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<Accepted> revoke(AccessToken token) {
    var body = JsonNodeFactory.instance.objectNode();
    body.putArray("credentials").add(token.value());
    var request = HubRequest.post("/api/credentials/revoke", body);
    return client.ask(request, 202, answer -> Optional.of(new Accepted()));
  }
}
