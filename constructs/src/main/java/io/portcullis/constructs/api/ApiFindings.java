package io.portcullis.constructs.api;

import io.portcullis.constructs.policy.Findings;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.RestApi;

/** Findings of rule packs that an API answers itself. */
final class ApiFindings {
  private ApiFindings() {}

  static void acknowledge(
      RestApi api, Collection<Method> methods, AuthorizationType authorization) {
    var stage = api.getDeploymentStage();
    var noExecutionLog =
        "Its line for a wrong signature repeats the headers that were signed, the API key among"
            + " them; the access log tells who was refused and why";
    Findings.acknowledge(stage, "AwsSolutions-APIG6", noExecutionLog);
    Findings.acknowledge(stage, "NIST.800.53.R5-APIGWExecutionLoggingEnabled", noExecutionLog);
    Findings.acknowledge(
        stage,
        "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted",
        "A model's answers are a customer's own and must not be cached");
    Findings.acknowledge(
        stage,
        "NIST.800.53.R5-APIGWSSLEnabled",
        "A client certificate is for HTTP backends; this API calls Lambda alone");
    noUserPool(authorization)
        .ifPresent(
            reason ->
                methods.forEach(
                    method -> Findings.acknowledge(method, "AwsSolutions-COG4", reason)));
  }

  private static Optional<String> noUserPool(AuthorizationType authorization) {
    return switch (authorization) {
      case IAM ->
          Optional.of("Callers are machines that sign with AWS credentials; there is no user pool");
      case CUSTOM ->
          Optional.of("An authorizer asks for tokens of any issuer, which may be a user pool");
      default -> Optional.empty();
    };
  }
}
