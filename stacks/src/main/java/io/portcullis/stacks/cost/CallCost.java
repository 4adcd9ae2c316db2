package io.portcullis.stacks.cost;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;

/** What a million calls add, each of them allowed and answered. */
final class CallCost {
  private static final double MILLION = 1_000_000;
  private static final double KILOBYTES_PER_GIGABYTE = 1_000_000;
  private static final int FREE_CAPACITY = 1500;

  private final EnvironmentTemplates environment;
  private final PriceList prices;
  private final Bill bill;

  CallCost(EnvironmentTemplates environment, PriceList prices) {
    this.environment = environment;
    this.prices = prices;
    this.bill = new Bill(prices);
  }

  Bill bill() {
    if (has("AWS::ApiGateway::RestApi")) {
      bill.add("API requests", 1, "api-request");
      bill.add("answers to the internet", gigabytes("response-kilobytes"), "data-out");
    }
    firewall();
    authorizers();
    environment.proxies().forEach(this::proxy);
    network();
    logs();
    storage();
    return bill;
  }

  private void firewall() {
    if (!has("AWS::WAFv2::WebACL")) {
      return;
    }
    bill.add("firewall", 1, "waf-request");
    bill.add("firewall, large rules", capacityUnits(), "waf-capacity");
    bill.add("firewall, large bodies", bodyUnits(), "waf-body");
    for (var group : FirewallRules.managedGroups(environment)) {
      var price = prices.ruleGroup(group).requestPrice();
      if (!price.isEmpty()) {
        bill.add(group, 1, price);
      }
    }
  }

  /** WCU of the web ACL above what its price includes, in units of 500. */
  private double capacityUnits() {
    var groups = FirewallRules.managedGroups(environment);
    var ofGroups = groups.stream().mapToInt(name -> prices.ruleGroup(name).capacity()).sum();
    var own = FirewallRules.rules(environment) - groups.size();
    var capacity = ofGroups + own * bill.assumed("rule-capacity");
    return Math.ceil(Math.max(0, capacity - FREE_CAPACITY) / 500);
  }

  /** 16 KB of a body are included; how much is looked at is a setting of the web ACL. */
  private double bodyUnits() {
    var inspected =
        environment.ofType("AWS::WAFv2::WebACL").stream()
            .map(
                acl ->
                    acl.text(
                        "AssociationConfig",
                        "RequestBody",
                        "API_GATEWAY",
                        "DefaultSizeInspectionLimit"))
            .mapToInt(limit -> limit.isEmpty() ? 16 : Integer.parseInt(limit.replaceAll("\\D", "")))
            .max()
            .orElse(16);
    return Math.ceil(Math.max(0, Math.min(inspected, bill.assumed("request-kilobytes")) - 16) / 16);
  }

  /** API Gateway keeps what an authorizer says, so that most calls do not ask it. */
  private void authorizers() {
    environment.ofType("AWS::ApiGateway::Authorizer").stream()
        .flatMap(authorizer -> environment.targets(authorizer.get("AuthorizerUri")).stream())
        .flatMap(alias -> environment.targets(alias.get("FunctionName")).stream())
        .filter(target -> target.type().equals("AWS::Lambda::Function"))
        .distinct()
        .forEach(
            function -> {
              var share = bill.assumed("authorizations");
              bill.add("calls of the authorizer", share, "lambda-request");
              time("time of the authorizer", function, share * bill.assumed("authorizer-seconds"));
            });
  }

  private void proxy(Resource function) {
    bill.add("calls of the proxy", 1, "lambda-request");
    time(
        "time of the proxy",
        function,
        Math.min(bill.assumed("model-seconds"), function.get("Timeout").asDouble(3)));
  }

  private void time(String name, Resource function, double seconds) {
    var gigabytes = function.get("MemorySize").asDouble(128) / 1024;
    var architecture = function.get("Architectures").path(0).asText("x86_64");
    bill.add(name, MILLION * seconds * gigabytes, "lambda-" + architecture);
  }

  private void network() {
    var carried = gigabytes("request-kilobytes") + gigabytes("response-kilobytes");
    if (!environment.privateLinks().isEmpty()) {
      bill.add("data over PrivateLink", carried, "interface-endpoint-data");
    } else if (has("AWS::EC2::NatGateway")) {
      bill.add("data through the NAT gateway", carried, "nat-data");
    }
    if (has("AWS::Route53Resolver::FirewallRuleGroup")) {
      bill.add("names looked up", bill.assumed("name-queries"), "dns-firewall-query");
    }
  }

  private void logs() {
    var stages = environment.ofType("AWS::ApiGateway::Stage");
    var bytes = 0.0;
    if (stages.stream().anyMatch(stage -> stage.has("AccessLogSetting"))) {
      bytes += bill.assumed("access-log-bytes");
    }
    if (!environment.proxies().isEmpty()) {
      bytes += bill.assumed("function-log-bytes");
    }
    if (has("AWS::WAFv2::LoggingConfiguration")) {
      bytes += bill.assumed("firewall-log-bytes");
    }
    if (has("AWS::EC2::FlowLog")) {
      bytes += bill.assumed("flow-log-bytes");
    }
    if (has("AWS::Route53Resolver::ResolverQueryLoggingConfig")) {
      bytes += bill.assumed("query-log-bytes");
    }
    bill.add("log lines", bytes / 1000, "log-data");
    bill.add("logged bodies", gigabytesOfBodies(), "log-data");
    if (stages.stream().anyMatch(stage -> stage.is("TracingEnabled"))) {
      bill.add("traces", bill.assumed("traced-share"), "trace");
    }
  }

  private double gigabytesOfBodies() {
    var share =
        environment.proxies().stream()
            .mapToDouble(
                proxy -> proxy.get("Environment", "Variables", "BODY_LOG_SHARE").asDouble())
            .sum();
    return share == 0
        ? 0
        : share * (gigabytes("request-kilobytes") + gigabytes("response-kilobytes"));
  }

  private void storage() {
    if (has("AWS::SecretsManager::Secret")) {
      bill.add("reading the token", bill.assumed("secret-requests"), "secret-request");
    }
    if (has("AWS::KMS::Key")) {
      bill.add("using the key", bill.assumed("kms-requests"), "kms-request");
    }
    if (usesTable()) {
      bill.add("writing the table", bill.assumed("table-writes"), "table-write");
      bill.add("reading the table", bill.assumed("table-reads"), "table-read");
    }
  }

  private boolean usesTable() {
    return environment.ofType("AWS::Lambda::Function", "AWS::IAM::Policy").stream()
        .flatMap(user -> environment.targets(user.get()).stream())
        .anyMatch(target -> target.type().equals("AWS::DynamoDB::Table"));
  }

  /** Of a million calls. */
  private double gigabytes(String assumption) {
    return bill.assumed(assumption) * MILLION / KILOBYTES_PER_GIGABYTE;
  }

  private boolean has(String type) {
    return !environment.ofType(type).isEmpty();
  }
}
