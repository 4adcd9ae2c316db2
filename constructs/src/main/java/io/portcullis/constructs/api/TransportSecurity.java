package io.portcullis.constructs.api;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.apigateway.CfnRestApi;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointAccessMode;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;

/**
 * What an API and its domain ask of a TLS connection. Mutual TLS excludes the policies of TLS 1.3
 * ("Choose a security policy for your custom domain in API Gateway").
 */
record TransportSecurity(SecurityPolicy policy) {
  /**
   * Those for regional and private APIs but TLS_1_0, which takes connections nobody should make.
   */
  private static final Set<SecurityPolicy> POLICIES =
      EnumSet.of(
          SecurityPolicy.TLS_1_2,
          SecurityPolicy.TLS13_1_3_2025_09,
          SecurityPolicy.TLS13_1_3_FIPS_2025_09,
          SecurityPolicy.TLS13_1_2_PQ_2025_09,
          SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09);

  static SecurityPolicy defaultFor(Optional<DomainNameOptions> domain) {
    return domain.filter(TransportSecurity::isMutual).isPresent()
        ? SecurityPolicy.TLS_1_2
        : SecurityPolicy.TLS13_1_3_2025_09;
  }

  static boolean isMutual(DomainNameOptions domain) {
    return domain.getMtls() != null;
  }

  static void check(SecurityPolicy policy, Optional<DomainNameOptions> domain) {
    if (!POLICIES.contains(policy)) {
      throw new IllegalArgumentException(
          "'securityPolicy' must be one of %s, got '%s'".formatted(POLICIES, policy));
    }
    domain.ifPresent(options -> check(policy, options));
  }

  private static void check(SecurityPolicy policy, DomainNameOptions domain) {
    if (domain.getSecurityPolicy() != null) {
      throw new IllegalArgumentException(
          "'domain' has the security policy of its API, set 'securityPolicy' of the API, got '%s'"
              .formatted(domain.getSecurityPolicy()));
    }
    if (isMutual(domain) && policy != SecurityPolicy.TLS_1_2) {
      throw new IllegalArgumentException(
          "'securityPolicy' must be TLS_1_2 for a domain with mutual TLS, got '%s'"
              .formatted(policy));
    }
  }

  void applyTo(RestApi api) {
    var resource = (CfnRestApi) api.getNode().getDefaultChild();
    resource.setSecurityPolicy(isEnhanced() ? "SecurityPolicy_" + policy : policy.name());
    if (isEnhanced()) {
      resource.setEndpointAccessMode(EndpointAccessMode.STRICT.name());
    }
  }

  /** The domain with the same policy. */
  DomainNameOptions applyTo(DomainNameOptions domain) {
    var options =
        DomainNameOptions.builder()
            .domainName(domain.getDomainName())
            .certificate(domain.getCertificate())
            .endpointType(domain.getEndpointType())
            .basePath(domain.getBasePath())
            .mtls(domain.getMtls())
            .securityPolicy(policy)
            .endpointAccessMode(domain.getEndpointAccessMode());
    return isEnhanced() && domain.getEndpointAccessMode() == null
        ? options.endpointAccessMode(EndpointAccessMode.STRICT).build()
        : options.build();
  }

  /** An enhanced policy asks for an access mode, a legacy one refuses any. */
  private boolean isEnhanced() {
    return policy != SecurityPolicy.TLS_1_2;
  }
}
