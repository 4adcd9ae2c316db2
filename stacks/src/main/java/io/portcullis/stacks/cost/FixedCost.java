package io.portcullis.stacks.cost;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.List;
import java.util.function.Predicate;

/** What an environment costs a month without a single call. */
final class FixedCost {
  private final EnvironmentTemplates environment;
  private final Bill bill;
  private final PriceList prices;

  FixedCost(EnvironmentTemplates environment, PriceList prices) {
    this.environment = environment;
    this.bill = new Bill(prices);
    this.prices = prices;
  }

  Bill bill() {
    network();
    firewall();
    storage();
    observation();
    new ScheduledRuns(environment).add(bill);
    bill.add("API cache", count("AWS::ApiGateway::Stage", FixedCost::hasSmallCache), "api-cache");
    return bill;
  }

  private void network() {
    bill.add("interface endpoints", interfaceEndpoints(), "interface-endpoint");
    bill.add("NAT gateways", zonalGateways() + regionalGateways(), "nat-gateway");
    bill.add("public addresses", count("AWS::EC2::EIP") + regionalGateways(), "public-address");
    bill.add("network firewall", networkFirewalls(), "network-firewall");
    bill.add(
        "VPC encryption control",
        count("AWS::EC2::VPCEncryptionControl"),
        "vpc-encryption-control");
    bill.add("names of the DNS firewall", names(), "dns-firewall-name");
    bill.add("hosted zones", count("AWS::Route53::HostedZone"), "hosted-zone");
  }

  private void firewall() {
    bill.add("web ACL", count("AWS::WAFv2::WebACL"), "web-acl");
    bill.add("rules of the web ACL", rules(), "web-acl-rule");
    for (var group : FirewallRules.managedGroups(environment)) {
      var price = prices.ruleGroup(group).price();
      if (!price.isEmpty()) {
        bill.add(group, 1, price);
      }
    }
  }

  private void storage() {
    bill.add("encryption keys", count("AWS::KMS::Key"), "kms-key");
    bill.add("secrets and their replicas", secrets(), "secret");
  }

  private void observation() {
    var alarms = environment.ofType("AWS::CloudWatch::Alarm");
    bill.add("alarms", metrics(alarms, false), "alarm");
    bill.add("high-resolution alarms", metrics(alarms, true), "high-resolution-alarm");
    bill.add("composite alarms", count("AWS::CloudWatch::CompositeAlarm"), "composite-alarm");
    bill.add("dashboards", count("AWS::CloudWatch::Dashboard"), "dashboard");
    bill.add("own metrics", ownMetrics(), "metric");
    bill.add("metrics of each route", routeMetrics(), "metric");
  }

  private int interfaceEndpoints() {
    return environment.ofType("AWS::EC2::VPCEndpoint").stream()
        .filter(endpoint -> endpoint.text("VpcEndpointType").equals("Interface"))
        .mapToInt(endpoint -> Math.max(1, endpoint.get("SubnetIds").size()))
        .sum();
  }

  private long zonalGateways() {
    return count("AWS::EC2::NatGateway", gateway -> !isRegional(gateway));
  }

  /** One in every zone that has a subnet. */
  private long regionalGateways() {
    return count("AWS::EC2::NatGateway", FixedCost::isRegional)
        * Math.max(1, environment.availabilityZones().size());
  }

  private static boolean isRegional(Resource gateway) {
    return gateway.text("AvailabilityMode").equals("regional");
  }

  private int networkFirewalls() {
    return environment.ofType("AWS::NetworkFirewall::Firewall").stream()
        .mapToInt(firewall -> Math.max(1, firewall.get("SubnetMappings").size()))
        .sum();
  }

  private int names() {
    return environment.ofType("AWS::Route53Resolver::FirewallDomainList").stream()
        .mapToInt(list -> list.get("Domains").size())
        .sum();
  }

  private int rules() {
    return environment.ofType("AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup").stream()
        .mapToInt(holder -> holder.get("Rules").size())
        .sum();
  }

  private int secrets() {
    return environment.ofType("AWS::SecretsManager::Secret").stream()
        .mapToInt(secret -> 1 + secret.get("ReplicaRegions").size())
        .sum();
  }

  /** An alarm on a calculation is paid for once for each metric in it. */
  private static int metrics(List<Resource> alarms, boolean highResolution) {
    return alarms.stream()
        .filter(alarm -> isHighResolution(alarm) == highResolution)
        .mapToInt(alarm -> Math.max(1, alarm.get("Metrics").findValues("MetricName").size()))
        .sum();
  }

  private static boolean isHighResolution(Resource alarm) {
    return alarm.has("Period") && alarm.number("Period") < 60;
  }

  private double ownMetrics() {
    var filters = count("AWS::Logs::MetricFilter");
    return writesOwnMetrics()
        ? filters
            + bill.assumed("proxy-metrics")
            + bill.assumed("customer-metrics") * count("AWS::ApiGateway::ApiKey")
            + (new ScheduledRuns(environment).any() ? bill.assumed("token-metrics") : 0)
        : filters;
  }

  /** Functions write metrics into their logs, so that only an alarm on one shows in a template. */
  private boolean writesOwnMetrics() {
    return environment.ofType("AWS::CloudWatch::Alarm").stream()
        .anyMatch(alarm -> alarm.get().findValuesAsText("Namespace").contains("Portcullis"));
  }

  private double routeMetrics() {
    var detailed =
        environment.ofType("AWS::ApiGateway::Stage").stream()
            .flatMap(stage -> stage.list("MethodSettings").stream())
            .anyMatch(settings -> settings.path("MetricsEnabled").asBoolean());
    return detailed ? bill.assumed("route-metrics") * count("AWS::ApiGateway::Method") : 0;
  }

  private static boolean hasSmallCache(Resource stage) {
    return stage.is("CacheClusterEnabled") && stage.text("CacheClusterSize").equals("0.5");
  }

  private int count(String type) {
    return environment.ofType(type).size();
  }

  private long count(String type, Predicate<Resource> condition) {
    return environment.ofType(type).stream().filter(condition).count();
  }
}
