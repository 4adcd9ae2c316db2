package io.portcullis.stacks.cost;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.List;
import java.util.TreeSet;

/** What costs money, or may, and has no price here: an estimate must name what it leaves out. */
record Unpriced(EnvironmentTemplates environment, PriceList prices) {

  List<String> names() {
    var names = new TreeSet<String>();
    environment.resources().stream()
        .map(resource -> resource.type())
        .filter(type -> !prices.knows(type))
        .forEach(names::add);
    FirewallRules.foreignGroups(environment).forEach(group -> names.add("rule group " + group));
    FirewallRules.managedGroups(environment).stream()
        .filter(group -> !prices.ruleGroups().containsKey(group))
        .forEach(group -> names.add("rule group AWS " + group));
    if (environment.ofType("AWS::Lambda::Alias", "AWS::Lambda::Version").stream()
        .anyMatch(alias -> alias.has("ProvisionedConcurrencyConfig"))) {
      names.add("provisioned concurrency");
    }
    if (new ScheduledRuns(environment).anyUnknown()) {
      names.add("functions that run at hours of the calendar");
    }
    if (environment.ofType("AWS::ApiGateway::Stage").stream()
        .anyMatch(
            stage ->
                stage.is("CacheClusterEnabled") && !stage.text("CacheClusterSize").equals("0.5"))) {
      names.add("API cache of another size than 0.5 GB");
    }
    if (environment.ofType("AWS::EC2::VPCEndpoint").stream()
        .anyMatch(
            endpoint ->
                !List.of("Interface", "Gateway", "").contains(endpoint.text("VpcEndpointType")))) {
      names.add("VPC endpoints that are neither interfaces nor gateways");
    }
    if (environment.ofType("AWS::CertificateManager::Certificate").stream()
        .anyMatch(certificate -> certificate.has("CertificateAuthorityArn"))) {
      names.add("private certificate authority");
    }
    return List.copyOf(names);
  }
}
