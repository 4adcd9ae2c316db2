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
 * @param authorizer empty until a function told who calls
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
    Optional<AuthorizerResult> authorizer,
    Optional<ApiKey> key) {

  /** Address of the caller. */
  String sourceIp() {
    return source.address().getHostAddress();
  }

  RequestContext withRoute(ResourceTree.Match match) {
    return with(Optional.of(match), caller, authorizer, key);
  }

  RequestContext withCaller(AccessKey accessKey) {
    return with(route, Optional.of(accessKey), authorizer, key);
  }

  RequestContext withAuthorizer(AuthorizerResult result) {
    return with(route, caller, Optional.of(result), key);
  }

  RequestContext withKey(ApiKey apiKey) {
    return with(route, caller, authorizer, Optional.of(apiKey));
  }

  private RequestContext with(
      Optional<ResourceTree.Match> match,
      Optional<AccessKey> accessKey,
      Optional<AuthorizerResult> result,
      Optional<ApiKey> apiKey) {
    return new RequestContext(
        requestId, extendedRequestId, traceId, time, source, match, accessKey, result, apiKey);
  }
}
