package io.portcullis.stacks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.stacks.assembly.TestAssembly;
import io.portcullis.stacks.cost.Cost.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::EC2::VPCEndpoint | {"VpcEndpointType": "Interface", "SubnetIds": ["a", "b"]} | interface endpoints | 2 | 14.60
          AWS::EC2::NatGateway | {"SubnetId": "a"} | NAT gateways | 1 | 32.85
          AWS::EC2::EIP | {} | public addresses | 1 | 3.65
          AWS::NetworkFirewall::Firewall | {"SubnetMappings": [{}, {}]} | network firewall | 2 | 576.70
          AWS::EC2::VPCEncryptionControl | {} | VPC encryption control | 1 | 109.50
          AWS::Route53Resolver::FirewallDomainList | {"Domains": ["a.", "b.", "c.", "d.", "e.", "f.", "g.", "h.", "i.", "j."]} | names of the DNS firewall | 10 | 0.01
          AWS::Route53::HostedZone | {"Name": "example.com"} | hosted zones | 1 | 0.50
          AWS::WAFv2::WebACL | {"Rules": [{}, {}, {}]} | rules of the web ACL | 3 | 3.00
          AWS::KMS::Key | {} | encryption keys | 1 | 1.00
          AWS::SecretsManager::Secret | {"ReplicaRegions": [{"Region": "us-east-1"}]} | secrets and their replicas | 2 | 0.80
          AWS::CloudWatch::Alarm | {"Period": 300} | alarms | 1 | 0.10
          AWS::CloudWatch::Alarm | {"Period": 10} | high-resolution alarms | 1 | 0.30
          AWS::CloudWatch::Alarm | {"Metrics": [{"MetricStat": {"Metric": {"MetricName": "a"}}}, {"MetricStat": {"Metric": {"MetricName": "b"}}}, {"Expression": "a/b"}]} | alarms | 2 | 0.20
          AWS::CloudWatch::CompositeAlarm | {} | composite alarms | 1 | 0.50
          AWS::CloudWatch::Dashboard | {} | dashboards | 1 | 3.00
          AWS::CloudWatch::Alarm | {"Namespace": "Portcullis", "MetricName": "Calls", "Period": 300} | own metrics | 25 | 7.50
          AWS::ApiGateway::Stage | {"CacheClusterEnabled": true, "CacheClusterSize": "0.5"} | API cache | 1 | 14.60
          """)
  void countsWhatStands(String type, String properties, String what, double quantity, double usd) {
    var cost = cost("{\"A\": {\"Type\": \"%s\", \"Properties\": %s}}".formatted(type, properties));

    assertThat(cost.fixed())
        .filteredOn(item -> item.what().equals(what))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.quantity()).isEqualTo(quantity);
              assertThat(item.usd()).isEqualTo(usd);
            });
    assertThat(cost.notPriced()).isEmpty();
  }

  @Test
  void countsARegionalNatGatewayAndItsAddress_inEveryZone() {
    var cost =
        cost(
            """
            {"A": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": "eu-west-1a"}},
             "B": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": "eu-west-1b"}},
             "N": {"Type": "AWS::EC2::NatGateway", "Properties": {"AvailabilityMode": "regional"}}}
            """);

    assertThat(cost.fixed())
        .extracting(Item::what, Item::usd)
        .containsExactly(tuple("NAT gateways", 65.70), tuple("public addresses", 7.30));
  }

  @Test
  void countsAGroupOfAws_asARuleAndAtItsOwnPrice() {
    var cost = cost(managedGroup("AWS", "AWSManagedRulesAntiDDoSRuleSet"));

    assertThat(cost.fixed())
        .extracting(Item::what)
        .containsExactly("web ACL", "rules of the web ACL", "AWSManagedRulesAntiDDoSRuleSet");
    assertThat(cost.perCalls())
        .extracting(Item::what)
        .containsExactly("firewall", "AWSManagedRulesAntiDDoSRuleSet");
    assertThat(cost.doubts()).contains("waf-anti-ddos: AWS's list price may differ");
  }

  @Test
  void namesARuleGroupThatItHasNoPriceFor() {
    assertThat(cost(managedGroup("AWS", "AWSManagedRulesATPRuleSet")).notPriced())
        .containsExactly("rule group AWS AWSManagedRulesATPRuleSet");
    assertThat(cost(managedGroup("Fortinet", "all_rules")).notPriced())
        .containsExactly("rule group Fortinet all_rules");
  }

  @Test
  void namesATypeThatItHasNoPriceFor() {
    var cost = cost("{\"A\": {\"Type\": \"AWS::RDS::DBInstance\"}}");

    assertThat(cost.notPriced()).containsExactly("AWS::RDS::DBInstance");
    assertThat(cost.fixedPerMonth()).isZero();
  }

  @Test
  void paysTheProxyForTheTimeThatTheModelTakes() {
    var cost = cost(proxy(512, 28));

    assertThat(cost.perCalls())
        .filteredOn(item -> item.what().equals("time of the proxy"))
        .singleElement()
        .satisfies(item -> assertThat(item.usd()).isEqualTo(33.33));
    assertThat(cost.assumptions()).contains("the model answers in 5 s");
  }

  @Test
  void paysTheProxyNoLongerThanItMayRun() {
    assertThat(cost(proxy(1024, 2)).perCalls())
        .filteredOn(item -> item.what().equals("time of the proxy"))
        .singleElement()
        .satisfies(item -> assertThat(item.quantity()).isEqualTo(2_000_000));
  }

  @Test
  void paysForThreeWritesAndAReadOfATable_onlyIfSomethingUsesIt() {
    var table = "\"T\": {\"Type\": \"AWS::DynamoDB::Table\"}";
    var user =
        """
        "P": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument":
          {"Statement": [{"Action": "dynamodb:UpdateItem", "Resource": {"Fn::GetAtt": ["T", "Arn"]}}]}}}
        """;

    assertThat(cost("{%s}".formatted(table)).perCalls()).isEmpty();
    assertThat(cost("{%s, %s}".formatted(table, user)).perCalls())
        .extracting(Item::what, Item::quantity, Item::usd)
        .containsExactly(
            tuple("writing the table", 3.0, 1.88), tuple("reading the table", 1.0, 0.13));
  }

  @Test
  void paysForTheBodiesThatAreLogged() {
    var cost =
        cost(
            proxy(512, 28)
                .replace("\"Variables\": {", "\"Variables\": {\"BODY_LOG_SHARE\": \"0.1\", "));

    assertThat(cost.perCalls())
        .filteredOn(item -> item.what().equals("logged bodies"))
        .singleElement()
        .satisfies(item -> assertThat(item.usd()).isEqualTo(0.8));
  }

  @Test
  void paysForRunsByASchedule_andForWhatTheyMeasure() {
    var cost = cost(scheduled("rate(1 hour)"));

    assertThat(cost.fixed())
        .extracting(Item::what, Item::quantity)
        .contains(
            tuple("own metrics", 32.0),
            tuple("runs by a schedule", 730 / 1e6),
            tuple("time of runs by a schedule", 730.0),
            tuple("requests of runs by a schedule", 6 * 730 / 1e6));
    assertThat(cost.assumptions()).contains("2 s for a run by a schedule");
    assertThat(cost.notPriced()).isEmpty();
  }

  @Test
  void namesASchedule_thatDoesNotTellHowOften() {
    assertThat(cost(scheduled("cron(0 9 ? * MON *)")).notPriced())
        .containsExactly("functions that run at hours of the calendar");
  }

  @Test
  void paysNoNatGatewayForCalls_whereTheProxyGoesByPrivateLink() {
    var cost =
        cost(
            """
            {"P": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface",
               "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a", "SubnetIds": ["a"]}},
             "N": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": "b"}}}
            """);

    assertThat(cost.perCalls()).extracting(Item::what).containsExactly("data over PrivateLink");
  }

  @Test
  void addsUpToItsItems() {
    var cost = cost(proxy(512, 28));

    assertThat(cost.perMillionCalls())
        .isCloseTo(cost.perCalls().stream().mapToDouble(Item::usd).sum(), within(0.001));
  }

  private static Cost cost(String resources) {
    return Cost.of(TestAssembly.environment(resources), PriceList.ofRelease());
  }

  private static String proxy(int memory, int timeout) {
    return """
    {"F": {"Type": "AWS::Lambda::Function", "Properties": {"Architectures": ["arm64"], "MemorySize": %d,
      "Timeout": %d, "Environment": {"Variables": {"ENDPOINT_URL": "https://a.example"}}}}}
    """
        .formatted(memory, timeout);
  }

  private static String scheduled(String expression) {
    return """
    {"F": {"Type": "AWS::Lambda::Function", "Properties": {"Architectures": ["arm64"], "MemorySize": 512}},
     "R": {"Type": "AWS::Events::Rule", "Properties": {"ScheduleExpression": "%s",
       "Targets": [{"Arn": {"Fn::GetAtt": ["F", "Arn"]}}]}},
     "A": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": "Portcullis"}}}
    """
        .formatted(expression);
  }

  private static String managedGroup(String vendor, String name) {
    return """
    {"W": {"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [{"Statement":
      {"ManagedRuleGroupStatement": {"VendorName": "%s", "Name": "%s"}}}]}}}
    """
        .formatted(vendor, name);
  }
}
