package io.portcullis.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.iam.Decision;
import io.portcullis.local.iam.PolicyDocument;
import io.portcullis.local.iam.Principal;
import java.util.List;
import java.util.Optional;

/**
 * The resource policy of an API.
 *
 * <p>Follows "Control access to a REST API with API Gateway resource policies"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html).
 */
final class ResourcePolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHORT = "execute-api:/";

  private final ApiIdentity api;
  private final PolicyDocument document;

  private ResourcePolicy(ApiIdentity api, PolicyDocument document) {
    this.api = api;
    this.document = document;
  }

  /** The policy of an API, if it has one; an error if a part of it is not modelled. */
  static Optional<ResourcePolicy> of(Resource api) {
    return api.properties().find("Policy").map(policy -> of(api, policy));
  }

  private static ResourcePolicy of(Resource resource, JsonNode policy) {
    var api = ApiIdentity.of(resource);
    try {
      var node = policy.isTextual() ? JSON.readTree(policy.asText()) : policy;
      return new ResourcePolicy(api, PolicyDocument.of(node, name -> resourceArn(api, name)));
    } catch (IllegalArgumentException e) {
      throw new AssemblyException("%s: 'Policy': %s".formatted(resource, e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw new AssemblyException("%s: 'Policy' is no JSON".formatted(resource), e);
    }
  }

  /** Completes the short form, as API Gateway does when a policy is saved. */
  private static String resourceArn(ApiIdentity api, String name) {
    if (name.startsWith(SHORT)) {
      return api.executeArn(name.substring(SHORT.length()));
    }
    if (!name.equals("*") && !name.startsWith("arn:")) {
      throw new IllegalArgumentException(
          "'Resource' must be '*', an ARN or begin with '%s', got '%s'".formatted(SHORT, name));
    }
    return name;
  }

  /**
   * Decides about a call.
   *
   * @param target stage, method and path, as {@code live/POST/v1/chat/completions}
   */
  Decision evaluate(Source source, Optional<Principal> caller, String target) {
    return document.evaluate(InvokeRequest.of(api, source, caller, target));
  }

  List<Principal> principals() {
    return document.principals();
  }

  /**
   * Ranges and VPC endpoints that the policy compares with, for somebody who looks for a way in.
   */
  List<String> values(String key) {
    return document.values(key);
  }
}
