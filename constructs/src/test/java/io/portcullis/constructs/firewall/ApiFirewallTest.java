package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

class ApiFirewallTest {
  private final FirewallStack template = new FirewallStack();

  @Test
  void looksAtAddressesThenRatesThenTheRequestThenWhatAwsKnows() {
    template.everything().build();

    assertThat(template.ruleNames())
        .containsExactly(
            "AWSManagedRulesAntiDDoSRuleSet",
            "DeniedNetworks",
            "AllowedNetworks",
            "AllowedCountries",
            "RatePerAddress",
            "RatePerKey",
            "KeyMissing",
            "ContentType",
            "BodySize",
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesAnonymousIpList",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesCommonRuleSet");
    assertThat(template.rules())
        .extracting(rule -> rule.get("Priority").intValue())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void hasTheseRules_byDefault() {
    template.firewall().build();

    assertThat(template.ruleNames())
        .containsExactly(
            "AllowedNetworks",
            "RatePerAddress",
            "RatePerKey",
            "KeyMissing",
            "ContentType",
            "BodySize",
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesCommonRuleSet");
  }

  @Test
  void everyRuleOfItsOwnBlocks_withItsStatusAndBody() {
    template.everything().build();

    assertThat(template.rules())
        .filteredOn(rule -> rule.has("Action"))
        .extracting(rule -> Json.json(rule.get("Action")))
        .containsExactly(
            block(403, "firewall_network_denied"),
            block(403, "firewall_network"),
            block(403, "firewall_country"),
            limited("firewall_rate"),
            limited("firewall_key_rate"),
            block(403, "firewall_key_missing"),
            block(415, "firewall_content_type"),
            block(413, "firewall_body_too_large"));
  }

  @Test
  void admitsWhatNoRuleRefuses() {
    template.firewall().build();

    assertThat(Json.json(template.webAcl().get("DefaultAction")))
        .isEqualTo(json("{ \"Allow\": {} }"));
  }

  @Test
  void everyBodyNamesItsLayerAndCode_asJson() {
    template.everything().build();

    assertThat(FirewallRule.values())
        .allSatisfy(
            rule ->
                assertThat(body(rule))
                    .isEqualTo(
                        json(
                            """
                            { "error": {
                              "message": "%s", "type": "%s", "code": "%s",
                              "layer": "firewall", "request_id": null
                            } }
                            """
                                .formatted(rule.message(), type(rule), rule.code()))));
  }

  @Test
  void hasABodyForEachRuleThatRefuses_andNoOther() {
    template.firewall().countedRules(Set.of(FirewallRule.RATE)).build();

    assertThat(Json.json(template.webAcl().get("CustomResponseBodies")))
        .containsOnlyKeys(
            "firewall_network",
            "firewall_key_rate",
            "firewall_key_missing",
            "firewall_content_type",
            "firewall_body_too_large");
  }

  @Test
  void answersAsJson() {
    template.firewall().build();

    assertThat(template.webAcl().get("CustomResponseBodies").findValuesAsText("ContentType"))
        .containsOnly("APPLICATION_JSON");
  }

  @Test
  void countsNothing_byDefault() {
    template.firewall().build();

    assertThat(template.webAcl().get("Rules").toString())
        .doesNotContain("\"OverrideAction\":{\"Count");
    assertThat(template.rules()).noneMatch(rule -> rule.path("Action").has("Count"));
  }

  @Test
  void countedRule_letsPassWhatItMatches_andOthersStillRefuse() {
    template.firewall().countedRules(Set.of(FirewallRule.CONTENT_TYPE)).build();

    assertThat(Json.json(template.rule(FirewallRule.CONTENT_TYPE).get("Action")))
        .isEqualTo(json("{ \"Count\": {} }"));
    assertThat(Json.json(template.rule(FirewallRule.NETWORK).get("Action")))
        .isEqualTo(block(403, "firewall_network"));
  }

  @Test
  void inspects64KilobytesOfABody_byDefault() {
    template.firewall().build();

    assertThat(Json.json(template.webAcl().get("AssociationConfig")))
        .isEqualTo(
            json(
                """
                { "RequestBody": { "API_GATEWAY": { "DefaultSizeInspectionLimit": "KB_64" } } }
                """));
  }

  @Test
  void inspectsAsMuchAsIsAsked() {
    template.firewall().inspectionLimit(InspectionLimit.KB_16).build();

    assertThat(
            template
                .webAcl()
                .at("/AssociationConfig/RequestBody/API_GATEWAY")
                .findValuesAsText("DefaultSizeInspectionLimit"))
        .containsExactly("KB_16");
  }

  @Test
  void samplesNoRequest_becauseASampleShowsACall() {
    template.everything().build();

    assertThat(template.webAcl().findValues("SampledRequestsEnabled"))
        .hasSize(1 + 13)
        .noneMatch(JsonNode::booleanValue);
  }

  @Test
  void measuresWhatItRefuses_ruleByRule() {
    template.everything().build();

    assertThat(template.webAcl().findValues("CloudWatchMetricsEnabled"))
        .hasSize(1 + 13)
        .allMatch(JsonNode::booleanValue);
  }

  @Test
  void protectsItsStage() {
    template.firewall().build();

    assertThat(Json.json(template.resources().only("AWS::WAFv2::WebACLAssociation")))
        .isEqualTo(
            json(
                """
                {
                  "ResourceArn": { "Fn::Join": [ "", [
                    "arn:", { "Ref": "AWS::Partition" }, ":apigateway:", { "Ref": "AWS::Region" },
                    "::/restapis/", { "Ref": "Api" }, "/stages/", { "Ref": "ApiDeploymentStageprod" }
                  ] ] },
                  "WebACLArn": { "Fn::GetAtt": [ "Firewall", "Arn" ] }
                }
                """));
  }

  @Test
  void isRegional() {
    template.firewall().build();

    var stack = Template.fromStack(template.stack());
    stack.hasResourceProperties("AWS::WAFv2::WebACL", json("{ \"Scope\": \"REGIONAL\" }"));
    stack.hasResourceProperties("AWS::WAFv2::IPSet", json("{ \"Scope\": \"REGIONAL\" }"));
  }

  @Test
  void protectsAStageOfAnotherStack() {
    var other = new Stack((App) template.stack().getNode().getRoot(), "Other");

    ApiFirewall.Builder.create(other, "Firewall").apiStage(template.apiStage()).build();

    assertThat(
            Resources.of(other).only("AWS::WAFv2::WebACLAssociation").get("ResourceArn").toString())
        .contains(":apigateway:", "/stages/", "Fn::ImportValue");
  }

  @Test
  void twoFirewallsCountApart() {
    template.firewall().build();
    template.firewall("Second").build();

    assertThat(template.resources().all("AWS::WAFv2::WebACL"))
        .extracting(acl -> acl.at("/VisibilityConfig/MetricName").textValue())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void measuresBlockedRequests_underItsOwnMetricName() {
    var metric = template.firewall().build().metricBlocked();

    assertThat(metric.getMetricName()).isEqualTo("BlockedRequests");
    assertThat(metric.getNamespace()).isEqualTo("AWS/WAFV2");
    assertThat(metric.getDimensions())
        .containsEntry("WebACL", template.webAcl().at("/VisibilityConfig/MetricName").textValue())
        .containsEntry("Region", template.stack().getRegion())
        .containsEntry("Rule", "ALL");
  }

  @Test
  void measuresEachRuleAndGroup_underTheMetricNameOfItsRule() {
    var firewall = template.everything().build();

    assertThat(firewall.metricBlocked(FirewallRule.RATE).getDimensions())
        .containsEntry("Rule", metricName(template.rule(FirewallRule.RATE)));
    assertThat(firewall.metricBlocked(ManagedRuleGroup.COMMON_RULES).getDimensions())
        .containsEntry("Rule", metricName(template.rule(ManagedRuleGroup.COMMON_RULES)));
    assertThat(firewall.metricCounted(FirewallRule.RATE).getDimensions())
        .isEqualTo(firewall.metricBlocked(FirewallRule.RATE).getDimensions());
    assertThat(firewall.metricCounted(ManagedRuleGroup.COMMON_RULES).getDimensions())
        .isEqualTo(firewall.metricBlocked(ManagedRuleGroup.COMMON_RULES).getDimensions());
  }

  @Test
  void measuresCountedRequests_apartFromBlockedOnes() {
    var firewall = template.firewall().build();

    assertThat(firewall.metricCounted(FirewallRule.RATE).getMetricName())
        .isEqualTo("CountedRequests");
    assertThat(firewall.metricCounted(ManagedRuleGroup.COMMON_RULES).getMetricName())
        .isEqualTo("CountedRequests");
  }

  @Test
  void takesItsCapacityFromItsRules() {
    var inOwnRules = 1 + 2 + 32 + 1 + 14 + 1;
    var inGroups = 25 + 200 + 700;

    assertThat(template.firewall().build().getCapacity()).isEqualTo(inOwnRules + inGroups);
  }

  @Test
  void neverTakesTheCapacityThatCostsMore() {
    assertThat(template.everything().build().getCapacity())
        .isEqualTo(55 + 1025)
        .isLessThanOrEqualTo(1500);
  }

  @Test
  void exposesTheWebAcl_asDefaultChild() {
    var firewall = template.firewall().build();

    assertThat(firewall.getNode().getDefaultChild()).isSameAs(firewall.getWebAcl());
  }

  private Map<String, Object> body(FirewallRule rule) {
    return json(
        template.webAcl().at("/CustomResponseBodies/" + rule.code() + "/Content").textValue());
  }

  private static String type(FirewallRule rule) {
    return switch (rule.status()) {
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> "invalid_request_error";
    };
  }

  private static String metricName(JsonNode rule) {
    return rule.at("/VisibilityConfig/MetricName").textValue();
  }

  private static Map<String, Object> block(int status, String body) {
    return block(status, body, "{ \"Name\": \"x-should-retry\", \"Value\": \"false\" }");
  }

  /** Who goes on meanwhile stays above the limit. */
  private static Map<String, Object> limited(String body) {
    return block(
        429,
        body,
        """
        { "Name": "Retry-After", "Value": "300" }, { "Name": "x-should-retry", "Value": "false" }
        """);
  }

  private static Map<String, Object> block(int status, String body, String headers) {
    return json(
        """
        {
          "Block": {
            "CustomResponse": {
              "ResponseCode": %d, "CustomResponseBodyKey": "%s", "ResponseHeaders": [ %s ]
            }
          }
        }
        """
            .formatted(status, body, headers));
  }
}
