package io.portcullis.constructs.api;

import static java.util.Objects.requireNonNull;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IAuthorizer;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.ec2.IVpcEndpoint;

/** What an API may be, whoever its customers are. */
final class ApiRules {
  private static final Set<AuthorizationType> TYPES =
      EnumSet.of(AuthorizationType.NONE, AuthorizationType.IAM, AuthorizationType.CUSTOM);

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

  /** Bounds of "Amazon API Gateway quotas"; buffered, 29 seconds can be raised to 300. */
  static void integrationTimeout(Duration timeout, ResponseTransferMode mode) {
    requireNonNull(timeout, "'integrationTimeout' is required");
    if (timeout.isUnresolved()) {
      return;
    }
    var millis = timeout.toMilliseconds().longValue();
    var most = mode == ResponseTransferMode.STREAM ? 900 : 300;
    if (millis < 50 || millis > most * 1000) {
      throw new IllegalArgumentException(
          "'integrationTimeout' must be from 50 milliseconds to %d seconds, got '%s'"
              .formatted(most, timeout.toHumanString()));
    }
  }

  static void authorization(AuthorizationType type, Optional<IAuthorizer> authorizer) {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "'authorizationType' must be one of %s, got '%s'".formatted(TYPES, type));
    }
    if (authorizer.isPresent() != (type == AuthorizationType.CUSTOM)) {
      throw new IllegalArgumentException(
          "'authorizationType' must be CUSTOM with an 'authorizer' and another without, got '%s'"
              .formatted(type));
    }
    authorizer
        .map(IAuthorizer::getAuthorizationType)
        .filter(asked -> asked != AuthorizationType.CUSTOM)
        .ifPresent(
            asked -> {
              throw new IllegalArgumentException(
                  "'authorizer' must have the authorization type CUSTOM, got '%s'"
                      .formatted(asked));
            });
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
