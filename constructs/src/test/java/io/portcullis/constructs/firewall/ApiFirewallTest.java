package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.RestApi;

class ApiFirewallTest {
  private final Stack stack = new Stack(new App(), "Test");
  private final RestApi api = new RestApi(stack, "Api");

  @Test
  void looksAtNetworkThenKeyThenRate() {
    firewall().build();

    assertThat(rules())
        .extracting(rule -> rule.get("Priority").intValue(), rule -> rule.get("Name").textValue())
        .containsExactly(
            tuple(0, "AllowedNetworks"), tuple(1, "KeyMissing"), tuple(2, "RatePerAddress"));
  }

  @Test
  void logsToAGroupThatAwsWafTakes_namedAfterTheStackItself() {
    firewall().build();

    assertThat(Resources.of(stack).only("AWS::Logs::LogGroup").get("LogGroupName").toString())
        .contains("aws-waf-logs-", "AWS::StackId");
  }

  @Test
  void logsToTheGroup_notToItsStreams() {
    firewall().build();

    assertThat(
            Resources.of(stack)
                .only("AWS::WAFv2::LoggingConfiguration")
                .get("LogDestinationConfigs")
                .toString())
        .contains(":logs:", ":log-group:")
        .doesNotContain(":*");
  }

  @Test
  void showsNoCredential_inLogsOrRateDetails() {
    firewall().build();

    var resources = Resources.of(stack);
    assertThat(
            Json.json(
                resources.only("AWS::WAFv2::WebACL").at("/DataProtectionConfig/DataProtections/0")))
        .isEqualTo(
            json(
                """
                { "Action": "HASH",
                  "Field": { "FieldType": "SINGLE_HEADER", "FieldKeys":
                    ["authorization", "cookie", "proxy-authorization", "x-api-key"] } }
                """));
    assertThat(Json.list(resources.only("AWS::WAFv2::LoggingConfiguration").get("RedactedFields")))
        .containsExactly(
            json("{ \"SingleHeader\": { \"Name\": \"authorization\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"cookie\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"proxy-authorization\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"x-api-key\" } }"));
  }

  @Test
  void refusesTheWholeInternetAsAllowed() {
    var builder = firewall().allowedCidrs(List.of("0.0.0.0/0"));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'allowedCidrs' must be IPv4 ranges such as 203.0.113.0/24, got '0.0.0.0/0'");
  }

  @Test
  void refusesWhoeverIsNotInTheAllowedNetworks() {
    firewall().build();

    assertStatement(
        "AllowedNetworks",
        """
        { "NotStatement": { "Statement": { "IPSetReferenceStatement": {
          "Arn": { "Fn::GetAtt": [ "FirewallAllowedNetworks", "Arn" ] }
        } } } }
        """);
  }

  @Test
  void refusesRequestWithoutAnApiKey() {
    firewall().build();

    assertStatement(
        "KeyMissing",
        """
        { "NotStatement": { "Statement": { "SizeConstraintStatement": {
          "FieldToMatch": { "SingleHeader": { "Name": "x-api-key" } },
          "ComparisonOperator": "GT",
          "Size": 0,
          "TextTransformations": [ { "Priority": 0, "Type": "NONE" } ]
        } } } }
        """);
  }

  @Test
  void refusesMoreThan2000RequestsOfAnAddressInFiveMinutes_byDefault() {
    firewall().build();

    assertStatement(
        "RatePerAddress",
        """
        { "RateBasedStatement": {
          "Limit": 2000, "EvaluationWindowSec": 300, "AggregateKeyType": "IP"
        } }
        """);
  }

  @Test
  void takesTheLowestRateThatAwsWafKnows() {
    firewall().rateLimit(10).build();

    assertThat(rule("RatePerAddress").at("/Statement/RateBasedStatement/Limit").intValue())
        .isEqualTo(10);
  }

  @Test
  void takesARateThatIsKnownOnlyAtDeployment() {
    var limit = CfnParameter.Builder.create(stack, "Limit").type("Number").build();

    firewall().rateLimit(limit.getValueAsNumber()).build();

    assertThat(Json.json(rule("RatePerAddress").at("/Statement/RateBasedStatement/Limit")))
        .isEqualTo(json("{ \"Ref\": \"Limit\" }"));
  }

  @Test
  void rejectsRateBelow10() {
    var builder = firewall().rateLimit(9);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'rateLimit' must be at least 10, got '9'");
  }

  @Test
  void needsAStage() {
    var builder = firewall().apiStage(null);

    assertThatNullPointerException()
        .isThrownBy(builder::build)
        .withMessage("'apiStage' is required");
  }

  @Test
  void admitsTheGivenRangesOnceAndInOrder() {
    firewall().allowedCidrs(List.of("203.0.113.0/24", "198.51.100.0/24", "203.0.113.0/24")).build();

    assertThat(Json.list(Resources.of(stack).only("AWS::WAFv2::IPSet").get("Addresses")))
        .containsExactly("198.51.100.0/24", "203.0.113.0/24");
  }

  @Test
  void admitsNobody_byDefault() {
    firewall().build();

    assertThat(Json.list(Resources.of(stack).only("AWS::WAFv2::IPSet").get("Addresses"))).isEmpty();
  }

  @Test
  void everyRuleBlocks_withItsStatusAndBody() {
    firewall().build();

    assertThat(rules())
        .extracting(rule -> Json.json(rule.get("Action")))
        .containsExactly(
            block(403, "firewall_network"),
            block(403, "firewall_key_missing"),
            block(429, "firewall_rate"));
  }

  @Test
  void admitsWhatNoRuleRefuses() {
    firewall().build();

    assertThat(Json.json(webAcl().get("DefaultAction"))).isEqualTo(json("{ \"Allow\": {} }"));
  }

  @Test
  void everyBodyNamesItsLayerAndCode_asJson() {
    firewall().build();

    assertThat(body("firewall_network"))
        .isEqualTo(
            error(
                "calls from this network are not allowed", "permission_error", "firewall_network"));
    assertThat(body("firewall_key_missing"))
        .isEqualTo(
            error("the header x-api-key is missing", "permission_error", "firewall_key_missing"));
    assertThat(body("firewall_rate"))
        .isEqualTo(
            error("too many requests from this address", "rate_limit_error", "firewall_rate"));
  }

  @Test
  void hasABodyForEachRule_andNoOther() {
    firewall().build();

    assertThat(Json.json(webAcl().get("CustomResponseBodies")))
        .containsOnlyKeys("firewall_network", "firewall_key_missing", "firewall_rate");
  }

  @Test
  void answersAsJson() {
    firewall().build();

    assertThat(webAcl().get("CustomResponseBodies").findValuesAsText("ContentType"))
        .containsOnly("APPLICATION_JSON");
  }

  @Test
  void samplesNoRequest_becauseASampleShowsTheKey() {
    firewall().build();

    assertThat(webAcl().findValues("SampledRequestsEnabled"))
        .hasSize(4)
        .noneMatch(JsonNode::booleanValue);
  }

  @Test
  void countsWhatItRefuses_ruleByRule() {
    firewall().build();

    assertThat(webAcl().findValues("CloudWatchMetricsEnabled"))
        .hasSize(4)
        .allMatch(JsonNode::booleanValue);
  }

  @Test
  void protectsItsStage() {
    firewall().build();

    var association = Resources.of(stack).only("AWS::WAFv2::WebACLAssociation");
    assertThat(Json.json(association))
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
    firewall().build();

    var template = Template.fromStack(stack);
    template.hasResourceProperties("AWS::WAFv2::WebACL", json("{ \"Scope\": \"REGIONAL\" }"));
    template.hasResourceProperties("AWS::WAFv2::IPSet", json("{ \"Scope\": \"REGIONAL\" }"));
  }

  @Test
  void twoFirewallsCountApart() {
    firewall().build();
    ApiFirewall.Builder.create(stack, "Second").apiStage(api.getDeploymentStage()).build();

    assertThat(Resources.of(stack).all("AWS::WAFv2::WebACL"))
        .extracting(acl -> acl.at("/VisibilityConfig/MetricName").textValue())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void countsBlockedRequests_underItsOwnMetricName() {
    var metric = firewall().build().metricBlocked();

    assertThat(metric.getMetricName()).isEqualTo("BlockedRequests");
    assertThat(metric.getNamespace()).isEqualTo("AWS/WAFV2");
    assertThat(metric.getDimensions())
        .containsEntry("WebACL", webAcl().at("/VisibilityConfig/MetricName").textValue())
        .containsEntry("Region", stack.getRegion())
        .containsEntry("Rule", "ALL");
  }

  @Test
  void exposesTheWebAcl_asDefaultChild() {
    var firewall = firewall().build();

    assertThat(firewall.getNode().getDefaultChild()).isSameAs(firewall.getWebAcl());
  }

  /** A firewall with every required property, for tests to vary. */
  private ApiFirewallProps.Builder<ApiFirewall> firewall() {
    api.getRoot().addMethod("GET");
    return ApiFirewall.Builder.create(stack, "Firewall").apiStage(api.getDeploymentStage());
  }

  private JsonNode webAcl() {
    return Resources.of(stack).only("AWS::WAFv2::WebACL");
  }

  private List<JsonNode> rules() {
    return StreamSupport.stream(webAcl().get("Rules").spliterator(), false).toList();
  }

  private JsonNode rule(String name) {
    return rules().stream()
        .filter(rule -> rule.get("Name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void assertStatement(String rule, String statement) {
    assertThat(Json.json(rule(rule).get("Statement"))).isEqualTo(json(statement));
  }

  private Map<String, Object> body(String key) {
    return json(webAcl().at("/CustomResponseBodies/" + key + "/Content").textValue());
  }

  private static Map<String, Object> block(int status, String body) {
    return json(
        """
        { "Block": { "CustomResponse": { "ResponseCode": %d, "CustomResponseBodyKey": "%s" } } }
        """
            .formatted(status, body));
  }

  private static Map<String, Object> error(String message, String type, String code) {
    return json(
        """
        { "error": {
          "message": "%s", "type": "%s", "code": "%s", "layer": "firewall", "request_id": null
        } }
        """
            .formatted(message, type, code));
  }
}
