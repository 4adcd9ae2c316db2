package io.portcullis.proxy;

import io.portcullis.http.HttpCall;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.HttpReply;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.AccessToken;
import java.util.EnumMap;

/** The endpoint over HTTP. */
final class HttpEndpoint implements Endpoint {
  private final ServiceUrl url;
  private final HttpCaller caller;
  private final RequestTimeouts timeouts;

  HttpEndpoint(ServiceUrl url, HttpCaller caller, RequestTimeouts timeouts) {
    this.url = url;
    this.caller = caller;
    this.timeouts = timeouts;
  }

  @Override
  public HttpReply call(ClientRequest request, AccessToken token, Deadline deadline) {
    return caller.open(
        call(request, token), deadline.leftAtMost(timeouts.firstByte()), timeouts.idle());
  }

  private HttpCall call(ClientRequest request, AccessToken token) {
    var address = url.resolve(request.route().path());
    var headers = new EnumMap<EndpointHeader, String>(EndpointHeader.class);
    headers.put(EndpointHeader.ACCEPT, request.accept());
    headers.put(EndpointHeader.AUTHORIZATION, token.authorization());
    headers.put(EndpointHeader.USER_AGENT, "portcullis");
    if (!request.route().takesBody()) {
      return HttpCall.get(address, EndpointHeader.byName(headers), ProxyResponse.LIMIT);
    }
    headers.put(EndpointHeader.CONTENT_TYPE, MediaType.JSON);
    return HttpCall.post(
        address, EndpointHeader.byName(headers), request.body(), ProxyResponse.LIMIT);
  }
}
