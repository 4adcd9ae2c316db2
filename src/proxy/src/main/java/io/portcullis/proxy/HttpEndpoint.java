package io.portcullis.proxy;

import io.portcullis.huggingface.AccessToken;
import io.portcullis.huggingface.HttpCall;
import io.portcullis.huggingface.HttpCaller;
import io.portcullis.huggingface.HttpReply;
import io.portcullis.huggingface.ServiceUrl;
import java.time.Duration;
import java.util.Map;

/** The endpoint over HTTP. */
final class HttpEndpoint implements Endpoint {
  private final ServiceUrl url;
  private final HttpCaller caller;

  HttpEndpoint(ServiceUrl url, HttpCaller caller) {
    this.url = url;
    this.caller = caller;
  }

  @Override
  public HttpReply call(ClientRequest request, AccessToken token, Duration timeout) {
    var headers =
        EndpointHeader.byName(
            Map.of(
                EndpointHeader.CONTENT_TYPE,
                MediaType.JSON,
                EndpointHeader.ACCEPT,
                request.accept(),
                EndpointHeader.AUTHORIZATION,
                token.authorization(),
                EndpointHeader.USER_AGENT,
                "portcullis"));
    var address = url.resolve(request.route().path());
    return caller.send(
        HttpCall.post(address, headers, request.body(), ProxyResponse.LIMIT), timeout);
  }
}
