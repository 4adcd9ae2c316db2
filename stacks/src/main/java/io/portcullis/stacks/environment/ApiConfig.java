package io.portcullis.stacks.environment;

import io.portcullis.constructs.api.InferenceRoute;
import java.util.List;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/**
 * What the API of an environment offers, and whom it asks who they are.
 *
 * @param endpointType {@code REGIONAL}, reachable from the internet, or {@code PRIVATE}, from the
 *     customers' VPC endpoints alone
 * @param responseTransferMode whether an answer is passed on as it comes, or whole
 * @param authorization how callers are asked who they are
 * @param routes what may be called, at least one
 * @param address under which name
 */
public record ApiConfig(
    EndpointType endpointType,
    ResponseTransferMode responseTransferMode,
    AuthorizationConfig authorization,
    List<InferenceRoute> routes,
    AddressConfig address) {
  public ApiConfig {
    Rule.require(
        endpointType != EndpointType.EDGE,
        "endpointType",
        "must be REGIONAL or PRIVATE",
        endpointType.name());
    routes = List.copyOf(routes);
    Rule.require(!routes.isEmpty(), "routes", "must have at least one route", "[]");
    Rule.require(
        routes.stream().distinct().count() == routes.size(),
        "routes",
        "must be different",
        routes.stream().map(Enum::name).toList().toString());
  }
}
