package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;

/** What each rule of the firewall's own looks for. */
class FirewallRulesTest {
  private final FirewallStack template = new FirewallStack();

  @Test
  void admitsNobody_byDefault() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.NETWORK)).isEqualTo(notIn("AllowedNetworksIPV4"));
    assertThat(addresses("AllowedNetworksIPV4")).isEmpty();
  }

  @Test
  void refusesWhoeverIsInNoAllowedRange_ofEitherFamily() {
    template.firewall().allowedCidrs(List.of("203.0.113.0/24", "2001:db8::/32")).build();

    assertThat(template.statement(FirewallRule.NETWORK))
        .isEqualTo(
            json(
                """
                { "NotStatement": { "Statement": { "OrStatement": { "Statements": [
                  { "IPSetReferenceStatement":
                    { "Arn": { "Fn::GetAtt": [ "FirewallAllowedNetworksIPV4", "Arn" ] } } },
                  { "IPSetReferenceStatement":
                    { "Arn": { "Fn::GetAtt": [ "FirewallAllowedNetworksIPV6", "Arn" ] } } }
                ] } } } }
                """));
    assertThat(addresses("AllowedNetworksIPV4")).containsExactly("203.0.113.0/24");
    assertThat(addresses("AllowedNetworksIPV6")).containsExactly("2001:db8::/32");
  }

  @Test
  void makesOneSet_whereThereIsOneFamily() {
    var firewall = template.firewall().allowedCidrs(List.of("2001:db8::/32")).build();

    assertThat(template.statement(FirewallRule.NETWORK)).isEqualTo(notIn("AllowedNetworksIPV6"));
    assertThat(firewall.getAllowedNetworks()).hasSize(1);
    assertThat(firewall.getDeniedNetworks()).isEmpty();
  }

  @Test
  void takesRangesOnceAndInOrder() {
    template
        .firewall()
        .allowedCidrs(List.of("203.0.113.0/24", "198.51.100.0/24", "203.0.113.0/24"))
        .build();

    assertThat(addresses("AllowedNetworksIPV4"))
        .containsExactly("198.51.100.0/24", "203.0.113.0/24");
  }

  @Test
  void takesRangesThatAreKnownOnlyAtDeployment() {
    var ranges = CfnParameter.Builder.create(template.stack(), "Ranges").build();

    template.firewall().allowedCidrs(Fn.split(",", ranges.getValueAsString())).build();

    assertThat(
            Json.json(template.resources().named("FirewallAllowedNetworksIPV4").get("Addresses")))
        .isEqualTo(json("{ \"Fn::Split\": [ \",\", { \"Ref\": \"Ranges\" } ] }"));
  }

  @Test
  void asksNoNetwork_whereAnyIsAllowed() {
    var firewall = template.firewall().anyNetworkAllowed(true).build();

    assertThat(template.ruleNames()).doesNotContain("AllowedNetworks");
    assertThat(firewall.getAllowedNetworks()).isEmpty();
    assertThat(template.resources().all("AWS::WAFv2::IPSet")).isEmpty();
  }

  @Test
  void refusesDeniedRanges_beforeItAsksForAllowedOnes() {
    template.firewall().deniedCidrs(List.of("203.0.113.7/32", "2001:db8:1::/48")).build();

    assertThat(template.statement(FirewallRule.NETWORK_DENIED))
        .isEqualTo(
            json(
                """
                { "OrStatement": { "Statements": [
                  { "IPSetReferenceStatement":
                    { "Arn": { "Fn::GetAtt": [ "FirewallDeniedNetworksIPV4", "Arn" ] } } },
                  { "IPSetReferenceStatement":
                    { "Arn": { "Fn::GetAtt": [ "FirewallDeniedNetworksIPV6", "Arn" ] } } }
                ] } }
                """));
    assertThat(template.ruleNames()).startsWith("DeniedNetworks", "AllowedNetworks");
  }

  @Test
  void deniesNoNetwork_byDefault() {
    template.firewall().build();

    assertThat(template.ruleNames()).doesNotContain("DeniedNetworks");
  }

  @Test
  void refusesWhoeverIsInNoAllowedCountry() {
    template.firewall().allowedCountries(List.of("FR", "DE", "FR")).build();

    assertThat(template.statement(FirewallRule.COUNTRY))
        .isEqualTo(
            json(
                """
                { "NotStatement": { "Statement": { "GeoMatchStatement":
                  { "CountryCodes": [ "DE", "FR" ] } } } }
                """));
  }

  @Test
  void asksNoCountry_byDefault() {
    template.firewall().build();

    assertThat(template.ruleNames()).doesNotContain("AllowedCountries");
  }

  @Test
  void refusesMoreThan2000RequestsOfAnAddressInFiveMinutes_byDefault() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.RATE))
        .isEqualTo(
            json(
                """
                { "RateBasedStatement": {
                  "Limit": 2000, "EvaluationWindowSec": 300, "AggregateKeyType": "IP"
                } }
                """));
  }

  @Test
  void refusesMoreThan2000RequestsWithAKeyInFiveMinutes_byDefault() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.KEY_RATE))
        .isEqualTo(
            json(
                """
                { "RateBasedStatement": {
                  "Limit": 2000, "EvaluationWindowSec": 300, "AggregateKeyType": "CUSTOM_KEYS",
                  "CustomKeys": [ { "Header": {
                    "Name": "x-api-key",
                    "TextTransformations": [ { "Priority": 0, "Type": "NONE" } ] } } ]
                } }
                """));
  }

  @Test
  void takesTheRatesThatAreAsked() {
    template.firewall().rateLimit(10).keyRateLimit(20).build();

    assertThat(limit(FirewallRule.RATE).intValue()).isEqualTo(10);
    assertThat(limit(FirewallRule.KEY_RATE).intValue()).isEqualTo(20);
  }

  @Test
  void takesRatesThatAreKnownOnlyAtDeployment() {
    var rate = CfnParameter.Builder.create(template.stack(), "Rate").type("Number").build();

    template
        .firewall()
        .rateLimit(rate.getValueAsNumber())
        .keyRateLimit(rate.getValueAsNumber())
        .build();

    assertThat(Json.json(limit(FirewallRule.RATE))).isEqualTo(json("{ \"Ref\": \"Rate\" }"));
    assertThat(Json.json(limit(FirewallRule.KEY_RATE))).isEqualTo(json("{ \"Ref\": \"Rate\" }"));
  }

  @Test
  void refusesRequestWithoutAnApiKey() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.KEY_MISSING))
        .isEqualTo(
            json(
                """
                { "NotStatement": { "Statement": { "SizeConstraintStatement": {
                  "FieldToMatch": { "SingleHeader": { "Name": "x-api-key" } },
                  "ComparisonOperator": "GT",
                  "Size": 0,
                  "TextTransformations": [ { "Priority": 0, "Type": "NONE" } ]
                } } } }
                """));
  }

  @Test
  void refusesBodyThatIsNotJson_andAsksNothingOfRequestsWithoutBody() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.CONTENT_TYPE))
        .isEqualTo(
            json(
                """
                { "AndStatement": { "Statements": [
                  { "SizeConstraintStatement": {
                    "FieldToMatch": { "Body": { "OversizeHandling": "MATCH" } },
                    "ComparisonOperator": "GT",
                    "Size": 0,
                    "TextTransformations": [ { "Priority": 0, "Type": "NONE" } ] } },
                  { "NotStatement": { "Statement": { "RegexMatchStatement": {
                    "FieldToMatch": { "SingleHeader": { "Name": "content-type" } },
                    "RegexString": "^application/json\\\\s*(;|$)",
                    "TextTransformations": [ { "Priority": 0, "Type": "LOWERCASE" } ] } } } }
                ] } }
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=utf-8",
        "application/json ; charset=\"UTF-8\""
      })
  void takesJson_withParametersOrWithout(String contentType) {
    template.firewall().build();

    assertThat(contentType.toLowerCase(Locale.ROOT)).containsPattern(contentTypeRegex());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/jsonp",
        "application/json,text/plain",
        "text/plain;application/json",
        "application/json-seq"
      })
  void takesNothingElse(String contentType) {
    template.firewall().build();

    assertThat(contentType).doesNotContainPattern(contentTypeRegex());
  }

  @Test
  void refusesBodyOfWhichAPartCannotBeInspected_byDefault() {
    template.firewall().build();

    assertThat(template.statement(FirewallRule.BODY_TOO_LARGE))
        .isEqualTo(
            json(
                """
                { "SizeConstraintStatement": {
                  "FieldToMatch": { "Body": { "OversizeHandling": "MATCH" } },
                  "ComparisonOperator": "GT",
                  "Size": 65536,
                  "TextTransformations": [ { "Priority": 0, "Type": "NONE" } ] } }
                """));
  }

  @Test
  void refusesSmallerBodies_whereLessIsInspected() {
    template.firewall().inspectionLimit(InspectionLimit.KB_16).build();

    assertThat(
            template
                .rule(FirewallRule.BODY_TOO_LARGE)
                .at("/Statement/SizeConstraintStatement/Size")
                .intValue())
        .isEqualTo(16_384);
  }

  @Test
  void takesBodiesOfAnySize_whereTheyAreAllowed() {
    template.firewall().oversizeBodiesAllowed(true).build();

    assertThat(template.ruleNames()).doesNotContain("BodySize");
  }

  private JsonNode limit(FirewallRule rule) {
    return template.rule(rule).at("/Statement/RateBasedStatement/Limit");
  }

  private String contentTypeRegex() {
    return template.rule(FirewallRule.CONTENT_TYPE).findValue("RegexString").textValue();
  }

  private List<Object> addresses(String set) {
    return Json.list(template.resources().named("Firewall" + set).get("Addresses"));
  }

  private static Object notIn(String set) {
    return json(
        """
        { "NotStatement": { "Statement": { "IPSetReferenceStatement": {
          "Arn": { "Fn::GetAtt": [ "Firewall%s", "Arn" ] }
        } } } }
        """
            .formatted(set));
  }
}
