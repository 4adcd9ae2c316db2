package io.portcullis.stacks.environment;

import io.portcullis.constructs.api.InferenceRoute;
import java.util.List;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;

/**
 * What the API of an environment offers, and whom it asks who they are.
 *
 * @param endpointType {@code REGIONAL}, reachable from the internet, or {@code PRIVATE}, from the
 *     customers' VPC endpoints alone
 * @param authorization {@code IAM}, so that callers sign with AWS Signature Version 4, or {@code
 *     NONE}
 * @param routes what may be called, at least one
 * @param address under which name
 */
public record ApiConfig(
    EndpointType endpointType,
    AuthorizationType authorization,
    List<InferenceRoute> routes,
    AddressConfig address) {
  public ApiConfig {
    Rule.require(
        endpointType != EndpointType.EDGE,
        "endpointType",
        "must be REGIONAL or PRIVATE",
        endpointType.name());
    Rule.require(
        authorization == AuthorizationType.IAM || authorization == AuthorizationType.NONE,
        "authorization",
        "must be IAM or NONE",
        authorization.name());
    routes = List.copyOf(routes);
    Rule.require(!routes.isEmpty(), "routes", "must have at least one route", "[]");
    Rule.require(
        routes.stream().distinct().count() == routes.size(),
        "routes",
        "must be different",
        routes.stream().map(Enum::name).toList().toString());
  }
}
