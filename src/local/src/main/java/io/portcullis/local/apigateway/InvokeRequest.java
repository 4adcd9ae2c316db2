package io.portcullis.local.apigateway;

import io.portcullis.local.iam.PolicyRequest;
import io.portcullis.local.iam.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A call as policies see it.
 *
 * <p>Follows "AWS condition keys that can be used in API Gateway resource policies"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-condition-keys.html):
 * a call through a VPC endpoint has the keys of that endpoint, any other one has {@code
 * aws:SourceIp}.
 */
final class InvokeRequest {
  private InvokeRequest() {}

  /**
   * The request to call a method.
   *
   * @param target stage, method and path, as {@code live/POST/v1/chat/completions}
   */
  static PolicyRequest of(
      ApiIdentity api, Source source, Optional<Principal> caller, String target) {
    return new PolicyRequest(
        caller, "execute-api:Invoke", api.executeArn(target), keys(source, caller));
  }

  private static Map<String, String> keys(Source source, Optional<Principal> caller) {
    var keys = new HashMap<String, String>();
    var address = source.address().getHostAddress();
    // API Gateway has no other listener.
    keys.put("aws:securetransport", "true");
    keys.put(source.vpcEndpoint().isPresent() ? "aws:vpcsourceip" : "aws:sourceip", address);
    source.vpcEndpoint().ifPresent(id -> keys.put("aws:sourcevpce", id));
    caller.ifPresent(
        principal -> {
          keys.put("aws:principalarn", principal.arn());
          keys.put("aws:principalaccount", principal.account());
        });
    return keys;
  }
}
