package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import org.junit.jupiter.api.Test;

class FirewallLogTest {
  private final FirewallStack template = new FirewallStack();

  @Test
  void isAGroupThatAwsWafTakes_namedAfterTheStackItself() {
    template.firewall().build();

    assertThat(template.resources().only("AWS::Logs::LogGroup").get("LogGroupName").toString())
        .contains("aws-waf-logs-", "AWS::StackId");
  }

  @Test
  void isTheGroup_notItsStreams() {
    template.firewall().build();

    assertThat(configuration().get("LogDestinationConfigs").toString())
        .contains(":logs:", ":log-group:")
        .doesNotContain(":*");
  }

  @Test
  void isKeptForThreeMonthsAndBeyondTheStack_byDefault() {
    template.firewall().build();

    assertThat(template.resources().only("AWS::Logs::LogGroup").get("RetentionInDays").intValue())
        .isEqualTo(90);
    assertThat(template.resources().whole("AWS::Logs::LogGroup"))
        .extracting(group -> group.get("DeletionPolicy").textValue())
        .containsExactly("Retain");
  }

  @Test
  void keepsWhatWasRefusedOrCounted_andLeavesTheRestToTheAccessLog() {
    template.firewall().build();

    assertThat(Json.json(configuration().get("LoggingFilter")))
        .isEqualTo(
            json(
                """
                { "DefaultBehavior": "DROP", "Filters": [ {
                  "Behavior": "KEEP",
                  "Requirement": "MEETS_ANY",
                  "Conditions": [
                    { "ActionCondition": { "Action": "BLOCK" } },
                    { "ActionCondition": { "Action": "COUNT" } } ] } ] }
                """));
  }

  @Test
  void showsNoCredentialAndNoQuery() {
    template.firewall().build();

    assertThat(Json.list(configuration().get("RedactedFields")))
        .containsExactly(
            json("{ \"SingleHeader\": { \"Name\": \"api-key\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"authorization\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"cookie\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"proxy-authorization\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"x-amz-security-token\" } }"),
            json("{ \"SingleHeader\": { \"Name\": \"x-api-key\" } }"),
            json("{ \"QueryString\": {} }"));
  }

  @Test
  void showsNoCredentialQueryOrPrompt_inRateDetailsOrMatches() {
    template.firewall().build();

    assertThat(Json.list(template.webAcl().at("/DataProtectionConfig/DataProtections")))
        .containsExactly(
            json(
                """
                { "Action": "HASH", "Field": { "FieldType": "SINGLE_HEADER", "FieldKeys": [
                  "api-key", "authorization", "cookie", "proxy-authorization",
                  "x-amz-security-token", "x-api-key" ] } }
                """),
            json("{ \"Action\": \"HASH\", \"Field\": { \"FieldType\": \"QUERY_STRING\" } }"),
            json("{ \"Action\": \"SUBSTITUTION\", \"Field\": { \"FieldType\": \"BODY\" } }"));
  }

  @Test
  void isOpenToWhoeverWantsMore() {
    var firewall = template.firewall().build();

    firewall.getLoggingConfiguration().addPropertyDeletionOverride("LoggingFilter");

    assertThat(configuration().has("LoggingFilter")).isFalse();
  }

  private JsonNode configuration() {
    return template.resources().only("AWS::WAFv2::LoggingConfiguration");
  }
}
