package io.portcullis.local.apigateway;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What API Gateway knows about a request besides its content.
 *
 * @param extendedRequestId header {@code x-amz-apigw-id}
 * @param route empty until the request has met its method
 * @param key empty until a valid API key was seen
 */
record RequestContext(
    String requestId,
    String extendedRequestId,
    String traceId,
    Instant time,
    InetAddress source,
    Optional<ResourceTree.Match> route,
    Optional<ApiKey> key) {

  RequestContext withRoute(ResourceTree.Match match) {
    return new RequestContext(
        requestId, extendedRequestId, traceId, time, source, Optional.of(match), key);
  }

  RequestContext withKey(ApiKey apiKey) {
    return new RequestContext(
        requestId, extendedRequestId, traceId, time, source, route, Optional.of(apiKey));
  }
}
