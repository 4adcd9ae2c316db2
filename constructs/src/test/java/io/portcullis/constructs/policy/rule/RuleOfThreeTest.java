package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleOfThreeTest {
  private static final String POLICY = "/Resources/Api/Properties/Policy";
  private static final String DENY = POLICY + "/Statement/1";

  private final Fixture gateway = Fixture.gateway();

  @Test
  void findsNothing_whereNetworkIdentityAndKeyTellWhoCalls() {
    assertNothing();
  }

  @Test
  void saysWhatCountsAndWhatIsMissing() {
    gateway.withoutProperty("Stage", "Variables");

    assertThat(gateway.findings(new RuleOfThree()))
        .containsExactly(
            "Api: 2 of 3 layers that tell who calls, for data of class customer: network, identity;"
                + " certificate does not count: no custom domain with mutual TLS leads to the API;"
                + " key does not count: key '${Key}' is bound to no identity, add 'principals' or"
                + " 'subjects' to its customer");
  }

  @ParameterizedTest
  @CsvSource({"public, 0", "internal, 2", "customer, 3", "regulated, 3"})
  void asksForAsManyLayersAsTheDataClassNeeds(String dataClass, int layers) {
    dataClass(dataClass);
    noNetwork();
    openMethod();

    assertThat(gateway.findings(new RuleOfThree()))
        .allSatisfy(finding -> assertThat(finding).contains("0 of %d".formatted(layers)))
        .hasSize(layers == 0 ? 0 : 1);
  }

  @Test
  void isContentWithTwo_forInternalData() {
    dataClass("internal");
    gateway.withoutProperty("Stage", "Variables");

    assertNothing();
  }

  @Test
  void takesAGatewayWithoutDataClassForOneWithCustomerData() {
    gateway.withoutProperty("Api", "Tags");
    gateway.withoutProperty("Stage", "Variables");

    assertThat(finding()).contains("for data of class customer, which no tag states");
  }

  @Test
  void leavesAnApiAlone_thatNeitherCallsTheProxyNorHasADataClass() {
    gateway.withoutProperty("Api", "Tags");
    gateway.property("Proxy", "Handler", "\"com.example.Handler\"");
    openMethod();

    assertNothing();
  }

  @Test
  void knowsAGatewayThatAnOpenApiDocumentDescribes() {
    gateway.withoutProperty("Api", "Tags");
    gateway.withoutResource("Post");
    gateway.property("Api", "Body", "{ \"uri\": { \"Fn::Sub\": \"${Alias}/invocations\" } }");

    assertThat(finding()).contains("the API has no method that could be looked at");
  }

  @Test
  void refusesAnUnknownDataClass() {
    dataClass("costumer");

    assertThat(gateway.findings(new RuleOfThree()))
        .containsExactly(
            "Api: the tag 'portcullis:data-class' must be one of [public, internal, customer,"
                + " regulated], got 'costumer'");
  }

  @Test
  void asksForNothing_ofAnApiInsideAVpc() {
    gateway.property("Api", "EndpointConfiguration/Types", "[\"PRIVATE\"]");
    noNetwork();
    openMethod();

    assertNothing();
  }

  @Test
  void asksOfAnApiWithoutEndpointType_whichTheInternetReaches() {
    gateway.withoutProperty("Api", "EndpointConfiguration");
    noNetwork();

    assertThat(finding()).contains("2 of 3");
  }

  @Test
  void countsTheNetworkOnce_whereverItIsChecked() {
    openMethod();

    assertThat(finding()).contains("1 of 3").contains(": network;");
  }

  // Identity

  @Test
  void namesTheMethodThatAsksForNoIdentity() {
    openMethod();

    assertThat(finding())
        .contains("identity does not count: POST /v1/chat has no authorization by IAM");
  }

  @Test
  void countsAnAuthorizerThatExists() {
    gateway.property("Post", "AuthorizationType", "\"CUSTOM\"");
    gateway.property("Post", "AuthorizerId", "{ \"Ref\": \"Authorizer\" }");
    gateway.resourceToo("Authorizer", "{ \"Type\": \"AWS::ApiGateway::Authorizer\" }");

    assertNothing();
  }

  @Test
  void doesNotCountAnAuthorizerThatIsNotThere() {
    gateway.property("Post", "AuthorizationType", "\"CUSTOM\"");

    assertThat(finding()).contains("identity does not count");
  }

  @Test
  void doesNotCountSignatures_whereEveryAccountIsAllowed() {
    gateway.set(POLICY + "/Statement/0/Principal", "\"*\"");

    assertThat(finding())
        .contains("identity does not count: the resource policy allows every AWS account");
  }

  @Test
  void countsSignatures_whereAConditionNamesThePrincipals() {
    gateway.set(POLICY + "/Statement/0/Principal", "\"*\"");
    gateway.set(
        POLICY + "/Statement/0/Condition",
        "{ \"StringEquals\": { \"aws:PrincipalOrgID\": \"o-1234567890\" } }");

    assertNothing();
  }

  // Certificate

  @Test
  void countsAClientCertificate() {
    gateway.withoutProperty("Stage", "Variables");
    domain("{ \"TruststoreUri\": \"s3://bucket/truststore.pem\" }");
    gateway.property("Api", "DisableExecuteApiEndpoint", "true");

    assertNothing();
  }

  @Test
  void doesNotCountACertificate_whereTheApisOwnAddressGoesPastIt() {
    gateway.withoutProperty("Stage", "Variables");
    domain("{ \"TruststoreUri\": \"s3://bucket/truststore.pem\" }");

    assertThat(finding())
        .contains("certificate does not count: the API's own address goes past it");
  }

  @Test
  void doesNotCountADomainThatAsksForNoCertificate() {
    gateway.withoutProperty("Stage", "Variables");
    domain("{}");
    gateway.property("Api", "DisableExecuteApiEndpoint", "true");

    assertThat(finding()).contains("a custom domain of the API asks for no certificate");
  }

  // Key

  @Test
  void doesNotCountAKeyWithoutIdentity() {
    gateway.property("Post", "AuthorizationType", "\"NONE\"");

    assertThat(finding())
        .contains("1 of 3")
        .contains("key does not count: a key counts only where it is bound to an identity");
  }

  @Test
  void doesNotCountAKeyThatAMethodDoesNotRequire() {
    gateway.property("Post", "ApiKeyRequired", "false");

    assertThat(finding()).contains("key does not count: POST /v1/chat requires no API key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&principal=", "&subject=", "&cidr=203.0.113.0/24", "0&subject=acme"})
  void doesNotCountKeys_ofWhichOneIsBoundToNobody(String rest) {
    variable("acme", "key=${Key}" + rest);

    assertThat(finding()).contains("key '${Key}' is bound to no identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"principal=111111111111:role/acme", "subject=acme~7Cclient"})
  void countsAKeyThatIsBound(String identity) {
    variable("acme", "key=another&key=${Key}&plan=standard&" + identity);

    assertNothing();
  }

  @Test
  void readsAllVariablesOfACustomer() {
    variable("acme", "key=${Key}&plan=standard");
    variable("acme__2", "subject=acme-client");

    assertNothing();
  }

  @Test
  void doesNotCountAKey_becauseAnotherCustomersIsBound() {
    variable("acme", "key=${Key}");
    variable("globex", "key=another&subject=globex-client");

    assertThat(finding()).contains("key '${Key}' is bound to no identity");
  }

  @Test
  void doesNotCountKeys_ifThePlanAdmitsAnother() {
    gateway.resourceToo(
        "Another",
        """
        {
          "Type": "AWS::ApiGateway::UsagePlanKey",
          "Properties": { "KeyId": "abc123", "UsagePlanId": { "Ref": "Plan" } }
        }
        """);

    assertThat(finding()).contains("key 'abc123' is bound to no identity");
  }

  private void variable(String name, String value) {
    gateway.property("Stage", "Variables/" + name, "{ \"Fn::Sub\": \"%s\" }".formatted(value));
  }

  private void dataClass(String value) {
    gateway.property("Api", "Tags/0/Value", "\"" + value + "\"");
  }

  private void noNetwork() {
    gateway.without(DENY);
    gateway.withoutResource("Association");
  }

  private void openMethod() {
    gateway.property("Post", "AuthorizationType", "\"NONE\"");
    gateway.property("Post", "ApiKeyRequired", "false");
  }

  private void domain(String mutualTls) {
    gateway.resourceToo(
        "Domain",
        """
        {
          "Type": "AWS::ApiGateway::DomainName",
          "Properties": { "MutualTlsAuthentication": %s }
        }
        """
            .formatted(mutualTls));
    gateway.resourceToo(
        "Mapping",
        """
        {
          "Type": "AWS::ApiGateway::BasePathMapping",
          "Properties": { "DomainName": { "Ref": "Domain" }, "RestApiId": { "Ref": "Api" } }
        }
        """);
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
