package io.portcullis.huggingface;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import java.time.Duration;

/** The API that manages Inference Endpoints over HTTP. */
public final class HttpEndpoints implements Endpoints {
  private final HubClient client;

  /**
   * An API that is asked over HTTP.
   *
   * @param url its own address, not the Hub's
   * @param timeout time for one question
   */
  public HttpEndpoints(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<EndpointDescription> describe(EndpointName endpoint, AccessToken credential) {
    var path = "/v2/endpoint/%s/%s".formatted(endpoint.namespace(), endpoint.name());
    return client.ask(
        HubRequest.get(path).as(credential),
        200,
        body ->
            HubJson.object(body)
                .filter(answer -> answer.path("type").isTextual())
                .map(
                    answer ->
                        new EndpointDescription(
                            HubJson.name(answer.path("type")),
                            HubJson.name(answer.path("status").path("state")))));
  }
}
