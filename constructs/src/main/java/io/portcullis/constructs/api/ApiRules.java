package io.portcullis.constructs.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.ec2.IVpcEndpoint;

/** What an API may be, whoever its customers are. */
final class ApiRules {
  private ApiRules() {}

  static void routes(List<InferenceRoute> routes) {
    if (routes.isEmpty()) {
      throw new IllegalArgumentException("'routes' must have at least one, got none");
    }
    var seen = EnumSet.noneOf(InferenceRoute.class);
    for (var route : routes) {
      if (!seen.add(route)) {
        throw new IllegalArgumentException(
            "'routes' must be different, got '%s' twice".formatted(route.name()));
      }
    }
  }

  static void authorizationType(AuthorizationType type) {
    if (type != AuthorizationType.IAM && type != AuthorizationType.NONE) {
      throw new IllegalArgumentException(
          "'authorizationType' must be IAM or NONE, got '%s'".formatted(type));
    }
  }

  static void endpoint(
      EndpointType type, List<IVpcEndpoint> vpcEndpoints, Optional<DomainNameOptions> domain) {
    if (type != EndpointType.REGIONAL && type != EndpointType.PRIVATE) {
      throw new IllegalArgumentException(
          "'endpointType' must be REGIONAL or PRIVATE, got '%s'".formatted(type));
    }
    if (type == EndpointType.REGIONAL && !vpcEndpoints.isEmpty()) {
      throw new IllegalArgumentException(
          "'vpcEndpoints' need the endpoint type PRIVATE, got '%s'".formatted(type));
    }
    if (type == EndpointType.PRIVATE && domain.isPresent()) {
      throw new IllegalArgumentException(
          "'domain' needs the endpoint type REGIONAL, got '%s'".formatted(type));
    }
    var edge = domain.filter(options -> options.getEndpointType() == EndpointType.EDGE);
    if (edge.isPresent()) {
      throw new IllegalArgumentException(
          "'domain' must have the endpoint type REGIONAL, got '%s'".formatted(EndpointType.EDGE));
    }
  }
}
