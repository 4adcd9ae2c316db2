package io.portcullis.local.apigateway;

import io.portcullis.local.iam.AccessKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What API Gateway knows about a request besides its content.
 *
 * @param extendedRequestId header {@code x-amz-apigw-id}
 * @param route empty until the request has met its method
 * @param caller empty until a valid signature was seen
 * @param key empty until a valid API key was seen
 */
record RequestContext(
    String requestId,
    String extendedRequestId,
    String traceId,
    Instant time,
    Source source,
    Optional<ResourceTree.Match> route,
    Optional<AccessKey> caller,
    Optional<ApiKey> key) {

  /** Address of the caller. */
  String sourceIp() {
    return source.address().getHostAddress();
  }

  RequestContext withRoute(ResourceTree.Match match) {
    return with(Optional.of(match), caller, key);
  }

  RequestContext withCaller(Optional<AccessKey> accessKey) {
    return with(route, accessKey, key);
  }

  RequestContext withKey(ApiKey apiKey) {
    return with(route, caller, Optional.of(apiKey));
  }

  private RequestContext with(
      Optional<ResourceTree.Match> match, Optional<AccessKey> accessKey, Optional<ApiKey> apiKey) {
    return new RequestContext(
        requestId, extendedRequestId, traceId, time, source, match, accessKey, apiKey);
  }
}
