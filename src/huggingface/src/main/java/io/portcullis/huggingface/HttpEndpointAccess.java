package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;

/** Access to an endpoint, asked of the Hub over HTTP. */
public final class HttpEndpointAccess implements EndpointAccess {
  private final HubClient client;

  /**
   * An access that is asked for over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpEndpointAccess(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<Allowed> mayInfer(EndpointName endpoint, AccessToken token) {
    var path =
        "/api/inference-endpoints/%s/%s/auth-check/infer"
            .formatted(endpoint.namespace(), endpoint.name());
    // A page of some other server must not pass for a permission.
    return client.ask(
        HubRequest.post(path, JsonNodeFactory.instance.objectNode()).as(token),
        200,
        body ->
            HubJson.object(body)
                .filter(answer -> answer.path("namespace").isTextual())
                .map(answer -> new Allowed()));
  }
}
