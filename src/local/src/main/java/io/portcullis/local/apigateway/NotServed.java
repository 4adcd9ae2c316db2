package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.util.ArrayList;
import java.util.List;

/** The ways to an API that exist on AWS alone; here there is the path of the stage. */
final class NotServed {
  private NotServed() {}

  static List<String> of(Environment environment, Resource api) {
    var lines = new ArrayList<String>();
    for (var domain : environment.resources("AWS::ApiGateway::DomainName")) {
      var name = domain.properties().text("DomainName").orElse(domain.logicalId());
      lines.add("custom domain %s (the stage is served by its path)".formatted(name));
      if (domain.properties().find("MutualTlsAuthentication").isPresent()) {
        lines.add("mutual TLS of %s (nobody is asked for a certificate)".formatted(name));
      }
    }
    if (isPrivate(api)) {
      lines.add("VPC endpoints of the private API (a header plays one)");
    }
    return List.copyOf(lines);
  }

  private static boolean isPrivate(Resource api) {
    var types = new ArrayList<String>();
    api.properties()
        .find("EndpointConfiguration")
        .ifPresent(node -> node.path("Types").forEach(type -> types.add(type.asText())));
    return types.contains("PRIVATE");
  }
}
