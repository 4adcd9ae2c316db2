package io.portcullis.constructs.api;

import java.util.Arrays;
import java.util.Objects;
import software.amazon.awscdk.services.apigateway.CfnAuthorizer;
import software.amazon.awscdk.services.apigateway.IAuthorizer;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.constructs.Construct;

/**
 * Deploys an API anew when its authorizer changes, since a stage serves what its deployment knows.
 * The CDK does so only under the feature flag {@code authorizerChangeDeploymentLogicalId}.
 */
final class AuthorizerChanges {
  private AuthorizerChanges() {}

  /** One that is imported has no settings here, and its id is a method's. */
  static void redeploy(RestApi api, IAuthorizer authorizer) {
    if (authorizer instanceof Construct construct) {
      construct.getNode().findAll().stream()
          .filter(CfnAuthorizer.class::isInstance)
          .map(CfnAuthorizer.class::cast)
          .forEach(resource -> api.getLatestDeployment().addToLogicalId(settings(resource)));
    }
  }

  private static Object settings(CfnAuthorizer authorizer) {
    return Arrays.asList(
            authorizer.getType(),
            authorizer.getAuthorizerUri(),
            authorizer.getAuthorizerCredentials(),
            authorizer.getIdentitySource(),
            authorizer.getIdentityValidationExpression(),
            authorizer.getAuthorizerResultTtlInSeconds())
        .stream()
        .map(value -> Objects.toString(value, ""))
        .toList();
  }
}
