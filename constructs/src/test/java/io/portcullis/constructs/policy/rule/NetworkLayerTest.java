package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rule of three counts as a network that tells who calls. */
class NetworkLayerTest {
  private static final String POLICY = "/Resources/Api/Properties/Policy";
  private static final String DENY = POLICY + "/Statement/1";
  private static final String ACL_RULE = "Rules/0";

  private final Fixture gateway = Fixture.gateway();

  @Test
  void countsTheFirewallAlone() {
    gateway.without(DENY);

    assertNothing();
  }

  @Test
  void countsTheResourcePolicyAlone() {
    gateway.withoutResource("Association");

    assertNothing();
  }

  @Test
  void countsADenyUnlessRangeOrVpcEndpoint() {
    gateway.withoutResource("Association");
    gateway.set(
        DENY + "/Condition",
        """
        {
          "NotIpAddressIfExists": { "aws:SourceIp": ["203.0.113.0/24"] },
          "StringNotEquals": { "aws:SourceVpce": "vpce-0123456789abcdef0" }
        }
        """);

    assertNothing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ \"NotIpAddress\": { \"aws:SourceIp\": [\"0.0.0.0/1\", \"128.0.0.0/1\"] } }",
        "{ \"NotIpAddress\": { \"aws:SourceIp\": \"::/0\" } }",
        "{ \"StringNotLike\": { \"aws:SourceVpce\": \"*\" } }",
        "{ \"IpAddress\": { \"aws:SourceIp\": \"203.0.113.0/24\" } }",
        "{ \"NotIpAddress\": { \"aws:SourceIp\": \"203.0.113.0/24\" },"
            + " \"StringEquals\": { \"aws:PrincipalArn\": \"arn:aws:iam::111111111111:role/acme\" } }",
        "{}"
      })
  void doesNotCountADenyThatLetsOthersIn(String condition) {
    gateway.withoutResource("Association");
    gateway.set(DENY + "/Condition", condition);

    assertThat(finding()).contains("network does not count: neither a Deny");
  }

  @ParameterizedTest
  @CsvSource({
    "Effect, Allow",
    "Principal, arn:aws:iam::111111111111:role/acme",
    "Resource, execute-api:/live/GET/*",
    "Action, execute-api:ManageConnections"
  })
  void doesNotCountADenyForAPart(String name, String value) {
    gateway.withoutResource("Association");
    gateway.set(DENY + "/" + name, "\"" + value + "\"");

    assertThat(finding()).contains("network does not count");
  }

  @Test
  void countsAFirewallThatBlocksByDefaultAndAllowsASet() {
    gateway.without(DENY);
    gateway.property("WebAcl", "DefaultAction", "{ \"Block\": {} }");
    gateway.property("WebAcl", ACL_RULE + "/Action", "{ \"Allow\": {} }");
    gateway.property(
        "WebAcl",
        ACL_RULE + "/Statement",
        "{ \"IPSetReferenceStatement\": { \"Arn\": { \"Fn::GetAtt\": [\"Networks\", \"Arn\"] } } }");

    assertNothing();
  }

  @Test
  void countsAFirewallThatBlocksWhatIsInNeitherOfTwoSets() {
    gateway.without(DENY);
    var outside =
        "{ \"NotStatement\": { \"Statement\": { \"IPSetReferenceStatement\":"
            + " { \"Arn\": { \"Fn::GetAtt\": [\"Networks\", \"Arn\"] } } } } }";
    gateway.property(
        "WebAcl",
        ACL_RULE + "/Statement",
        "{ \"AndStatement\": { \"Statements\": [%s, %s] } }".formatted(outside, outside));

    assertNothing();
  }

  @Test
  void doesNotCountAFirewallThatOnlyCounts() {
    gateway.without(DENY);
    gateway.property("WebAcl", ACL_RULE + "/Action", "{ \"Count\": {} }");

    assertThat(finding()).contains("network does not count");
  }

  @Test
  void doesNotCountAFirewallThatAdmitsEverywhere() {
    gateway.without(DENY);
    gateway.property("Networks", "Addresses", "[\"0.0.0.0/0\"]");

    assertThat(finding()).contains("network does not count");
  }

  @Test
  void doesNotCountAFirewallThatBelievesAHeader() {
    gateway.without(DENY);
    gateway.property(
        "WebAcl",
        ACL_RULE
            + "/Statement/NotStatement/Statement/IPSetReferenceStatement/IPSetForwardedIPConfig",
        "{ \"HeaderName\": \"X-Forwarded-For\" }");

    assertThat(finding()).contains("network does not count");
  }

  @Test
  void doesNotCountAFirewallThatAllowsForAnotherReasonFirst() {
    gateway.without(DENY);
    gateway.property("WebAcl", ACL_RULE + "/Priority", "7");
    gateway.property(
        "WebAcl",
        "Rules/1",
        "{ \"Priority\": 3, \"Action\": { \"Allow\": {} }, \"Statement\": { \"ByteMatchStatement\": {} } }");

    assertThat(finding()).contains("network does not count");
  }

  private void assertNothing() {
    assertThat(gateway.findings(new RuleOfThree())).isEmpty();
  }

  private String finding() {
    var findings = gateway.findings(new RuleOfThree());
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
