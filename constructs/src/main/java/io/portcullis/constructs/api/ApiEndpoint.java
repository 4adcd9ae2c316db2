package io.portcullis.constructs.api;

import io.portcullis.constructs.customer.Cidr;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.CfnDomainName;
import software.amazon.awscdk.services.apigateway.DomainName;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointConfiguration;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.IpAddressType;
import software.amazon.awscdk.services.apigateway.RestApi;

/**
 * Where an API can be called. Never at the edge, which ends a stream after 30 seconds of silence.
 */
final class ApiEndpoint {
  private ApiEndpoint() {}

  static EndpointConfiguration configuration(InferenceApiProps props) {
    var configuration = EndpointConfiguration.builder().types(List.of(props.endpointType()));
    if (hasIpv6(props)) {
      configuration.ipAddressType(IpAddressType.DUAL_STACK);
    }
    if (!props.vpcEndpoints().isEmpty()) {
      configuration.vpcEndpoints(props.vpcEndpoints());
    }
    return configuration.build();
  }

  /** Whether the address that API Gateway gives is shut, because it asks for no certificate. */
  static boolean isClosed(InferenceApiProps props) {
    return props.domain().filter(TransportSecurity::isMutual).isPresent();
  }

  static DomainName domainName(RestApi api, DomainNameOptions options, InferenceApiProps props) {
    var security = new TransportSecurity(props.securityPolicy());
    var domain = api.addDomainName("Domain", security.applyTo(options));
    if (hasIpv6(props)) {
      var resource = (CfnDomainName) domain.getNode().getDefaultChild();
      resource.addPropertyOverride("EndpointConfiguration.IpAddressType", "dualstack");
    }
    return domain;
  }

  static String url(RestApi api, Optional<DomainName> domainName, InferenceApiProps props) {
    return domainName
        .map(domain -> url(domain, props.domain().map(DomainNameOptions::getBasePath)))
        .orElseGet(
            () ->
                "https://%s.execute-api.%s.%s/%s"
                    .formatted(
                        api.getRestApiId(),
                        api.getStack().getRegion(),
                        api.getStack().getUrlSuffix(),
                        api.getDeploymentStage().getStageName()));
  }

  private static String url(DomainName domain, Optional<String> basePath) {
    return "https://" + domain.getDomainName() + basePath.map(path -> "/" + path).orElse("");
  }

  /** A regional API answers IPv4 alone by default; a private one always answers both. */
  private static boolean hasIpv6(InferenceApiProps props) {
    return props.endpointType() == EndpointType.REGIONAL
        && props.customers().stream()
            .flatMap(customer -> customer.sourceCidrs().stream())
            .anyMatch(Cidr::isIpv6);
  }
}
