package io.portcullis.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.HubReply.Done;
import io.portcullis.huggingface.HubReply.Refusal;
import io.portcullis.huggingface.HubReply.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Service accounts over HTTP. */
public final class HttpServiceAccounts implements ServiceAccounts {
  private static final String INFER = "inference.endpoints.infer.write";

  private final HubClient client;

  /**
   * Service accounts that are asked for over HTTP.
   *
   * @param timeout time for one question
   */
  public HttpServiceAccounts(ServiceUrl url, HttpCaller caller, Duration timeout) {
    this.client = new HubClient(url, caller, timeout);
  }

  @Override
  public HubReply<List<ServiceAccountToken>> tokens(
      ServiceAccount account, AccessToken credential) {
    return client.ask(HubRequest.get(path(account)).as(credential), 200, ServiceAccountBody::parse);
  }

  @Override
  public HubReply<AccessToken> mint(
      ServiceAccount account, String name, EndpointName endpoint, AccessToken credential) {
    var request = HubRequest.post(path(account) + "/tokens", body(name, endpoint)).as(credential);
    return client.ask(
        request,
        201,
        body -> HubJson.object(body).flatMap(made -> HubJson.token(made.path("token"))));
  }

  @Override
  public HubReply<Deleted> delete(ServiceAccount account, String tokenId, AccessToken credential) {
    var path = path(account) + "/tokens/" + PathSegment.check("tokenId", tokenId);
    var reply =
        client.ask(HubRequest.delete(path).as(credential), 204, body -> Optional.of(new Deleted()));
    return reply instanceof Refused<Deleted> refused && refused.refusal() == Refusal.NOT_FOUND
        ? new Done<>(new Deleted())
        : reply;
  }

  private static String path(ServiceAccount account) {
    return "/api/organizations/%s/service-accounts/%s"
        .formatted(account.organization(), account.id());
  }

  private static JsonNode body(String name, EndpointName endpoint) {
    var body = JsonNodeFactory.instance.objectNode().put("displayName", name);
    body.putArray("permissions").add(INFER);
    body.putArray("endpointPatterns").add(endpoint.name());
    return body;
  }
}
