package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Callers hold a client certificate that the domain asks for. */
final class CertificateLayer implements CallerLayer {
  @Override
  public String name() {
    return "certificate";
  }

  @Override
  public Optional<String> gap(FrontDoor door) {
    var domains = domains(door);
    if (domains.isEmpty()) {
      return Optional.of("no custom domain with mutual TLS leads to the API");
    }
    if (!domains.stream().allMatch(CertificateLayer::asksForACertificate)) {
      return Optional.of("a custom domain of the API asks for no certificate");
    }
    return door.api().property("DisableExecuteApiEndpoint").isTrue()
        ? Optional.empty()
        : Optional.of("the API's own address goes past it, set 'disableExecuteApiEndpoint'");
  }

  private static List<TemplateResource> domains(FrontDoor door) {
    return Stream.concat(
            door.templates().referring("AWS::ApiGateway::BasePathMapping", "RestApiId", door.api()),
            door.templates().referring("AWS::ApiGatewayV2::ApiMapping", "ApiId", door.api()))
        .flatMap(
            mapping ->
                mapping
                    .property("DomainName")
                    .resources("AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName"))
        .distinct()
        .toList();
  }

  private static boolean asksForACertificate(TemplateResource domain) {
    return domain.property("MutualTlsAuthentication.TruststoreUri").exists();
  }
}
