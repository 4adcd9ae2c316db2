package io.portcullis.proxy.upstream;

import io.portcullis.http.HttpCall;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.AccessToken;
import io.portcullis.proxy.answer.ProxyResponse;
import io.portcullis.proxy.content.MediaType;
import io.portcullis.proxy.deadline.Deadline;
import io.portcullis.proxy.deadline.RequestTimeouts;
import io.portcullis.proxy.validation.ClientRequest;
import java.util.EnumMap;
import java.util.Map;

/** The endpoint over HTTP. */
public final class HttpEndpoint implements Endpoint {
  private final ServiceUrl url;
  private final HttpCaller caller;
  private final RequestTimeouts timeouts;

  public HttpEndpoint(ServiceUrl url, HttpCaller caller, RequestTimeouts timeouts) {
    this.url = url;
    this.caller = caller;
    this.timeouts = timeouts;
  }

  @Override
  public EndpointReply call(ClientRequest request, AccessToken token, Deadline deadline) {
    var firstByte = deadline.leftAtMost(timeouts.firstByte());
    var hold = Hold.of(timeouts.scaleUp(), firstByte);
    var usage = UsageOption.of(request);
    var call = call(request, usage.body(), headers(request, token, hold));
    // Of refusals too: one of them is told apart by its body.
    var reply = caller.open(call.readingEveryBody(), firstByte, timeouts.idle());
    return new EndpointReply(request.route(), reply, token, hold, usage.added());
  }

  private static Map<String, String> headers(ClientRequest request, AccessToken token, Hold hold) {
    var headers = new EnumMap<EndpointHeader, String>(EndpointHeader.class);
    headers.put(EndpointHeader.ACCEPT, request.accept());
    headers.put(EndpointHeader.AUTHORIZATION, token.authorization());
    headers.put(EndpointHeader.USER_AGENT, "portcullis");
    hold.header().ifPresent(seconds -> headers.put(EndpointHeader.SCALE_UP_TIMEOUT, seconds));
    if (request.route().takesBody()) {
      headers.put(EndpointHeader.CONTENT_TYPE, MediaType.JSON);
    }
    return EndpointHeader.byName(headers);
  }

  private HttpCall call(ClientRequest request, byte[] body, Map<String, String> headers) {
    var address = url.resolve(request.route().path());
    return request.route().takesBody()
        ? HttpCall.post(address, headers, body, ProxyResponse.LIMIT)
        : HttpCall.get(address, headers, ProxyResponse.LIMIT);
  }
}
