package io.portcullis.constructs.network;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Vpc;

class DnsFirewallTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void allowsItsDomainsFirst_andBlocksEveryOtherAsIfItDidNotExist() {
    firewall().build();

    assertThat(Json.json(Resources.of(stack).only("AWS::Route53Resolver::FirewallRuleGroup")))
        .isEqualTo(
            json(
                """
                {
                  "FirewallRules": [
                    {
                      "Priority": 100,
                      "Action": "ALLOW",
                      "FirewallDomainListId": {
                        "Fn::GetAtt": [ "FirewallAllowedDomains", "Id" ]
                      },
                      "FirewallDomainRedirectionAction": "TRUST_REDIRECTION_DOMAIN"
                    },
                    {
                      "Priority": 200,
                      "Action": "BLOCK",
                      "BlockResponse": "NXDOMAIN",
                      "FirewallDomainListId": { "Fn::GetAtt": [ "FirewallAllDomains", "Id" ] }
                    }
                  ]
                }
                """));
  }

  @Test
  void allowsTheGivenDomains_andNoOther() {
    firewall().allowedDomains(List.of("models.example.com", "*.example.org")).build();

    assertThat(TestNetwork.domains(stack, "FirewallAllowedDomains"))
        .containsExactly("models.example.com", "*.example.org");
    assertThat(TestNetwork.domains(stack, "FirewallAllDomains")).containsExactly("*");
  }

  @Test
  void standsBeforeTheVpc_firstOfAll_andCanBeChanged() {
    firewall().build();

    assertThat(
            Json.json(
                Resources.of(stack).only("AWS::Route53Resolver::FirewallRuleGroupAssociation")))
        .isEqualTo(
            json(
                """
                {
                  "FirewallRuleGroupId": { "Fn::GetAtt": [ "Firewall", "Id" ] },
                  "VpcId": { "Ref": "Vpc" },
                  "Priority": 101,
                  "MutationProtection": "DISABLED"
                }
                """));
  }

  @Test
  void standsInTheGivenOrder() {
    firewall().priority(500).build();

    var association =
        Resources.of(stack).only("AWS::Route53Resolver::FirewallRuleGroupAssociation");
    assertThat(association.get("Priority").intValue()).isEqualTo(500);
  }

  @Test
  void takesADomainThatIsKnownOnlyAtDeployment() {
    var domain = CfnParameter.Builder.create(stack, "Domain").build().getValueAsString();

    firewall().allowedDomains(List.of(domain)).build();

    assertThat(TestNetwork.domains(stack, "FirewallAllowedDomains")).containsExactly("${Domain}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "*.",
        "**.example.com",
        "a.*.example.com",
        "*example.com",
        "com",
        "example.com.",
        ".example.com",
        "exa mple.com",
        "-a.example.com",
        "https://example.com",
        "example.com/path",
        "169.254.169.254",
        "example.com\n*",
        ""
      })
  void refusesWhatIsNoDomain(String domain) {
    var builder = firewall().allowedDomains(List.of("example.com", domain));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'allowedDomains' must be domains, such as 'api.example.com' or '*.example.com', got '%s'"
                .formatted(domain));
  }

  @Test
  void refusesToAllowNothing() {
    var builder = firewall().allowedDomains(List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'allowedDomains' must name at least one domain, or nothing can be resolved at all");
  }

  @Test
  void needsAVpc() {
    var builder = firewall().vpc(null);

    assertThatNullPointerException().isThrownBy(builder::build).withMessage("'vpc' is required");
  }

  @Test
  void exposesItsRuleGroup_asDefaultChild() {
    var firewall = firewall().build();

    assertThat(firewall.getNode().getDefaultChild()).isSameAs(firewall.getRuleGroup());
  }

  /** A firewall with every required property, for tests to vary. */
  private DnsFirewallProps.Builder<DnsFirewall> firewall() {
    return DnsFirewall.Builder.create(stack, "Firewall")
        .vpc(new Vpc(stack, "Vpc"))
        .allowedDomains(List.of("models.example.com"));
  }
}
