package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.EndpointAccessMode;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.MTLSConfig;
import software.amazon.awscdk.services.apigateway.SecurityPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.s3.Bucket;

/** TLS and domain of an API. */
class TransportSecurityTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void takesTls13Alone_byDefault() {
    api(stack).build();

    assertThat(restApi())
        .containsEntry("SecurityPolicy", "SecurityPolicy_TLS13_1_3_2025_09")
        .containsEntry("EndpointAccessMode", "STRICT")
        .doesNotContainKey("DisableExecuteApiEndpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "TLS13_1_3_FIPS_2025_09, SecurityPolicy_TLS13_1_3_FIPS_2025_09",
    "TLS13_1_2_PQ_2025_09, SecurityPolicy_TLS13_1_2_PQ_2025_09",
    "TLS13_1_2_PFS_PQ_2025_09, SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09"
  })
  void takesWhatItIsTold(SecurityPolicy policy, String expected) {
    api(stack).securityPolicy(policy).build();

    assertThat(restApi())
        .containsEntry("SecurityPolicy", expected)
        .containsEntry("EndpointAccessMode", "STRICT");
  }

  /** A legacy policy has no access mode. */
  @Test
  void takesTls12_ifTold() {
    api(stack).securityPolicy(SecurityPolicy.TLS_1_2).build();

    assertThat(restApi())
        .containsEntry("SecurityPolicy", "TLS_1_2")
        .doesNotContainKey("EndpointAccessMode");
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_1_0", "TLS13_2025_EDGE", "TLS12_PFS_2025_EDGE", "TLS12_2018_EDGE"})
  void rejectsWhatIsTooWeak_orForTheEdge(SecurityPolicy policy) {
    var builder = api(stack).securityPolicy(policy);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'securityPolicy' must be one of [TLS_1_2, TLS13_1_3_2025_09, TLS13_1_3_FIPS_2025_09,"
                + " TLS13_1_2_PQ_2025_09, TLS13_1_2_PFS_PQ_2025_09], got '%s'",
            policy);
  }

  @Test
  void hasADomain_withTheSamePolicy() {
    var api = api(stack).domain(domain().build()).build();

    assertThat(domainName())
        .isEqualTo(
            json(
                """
                {
                  "DomainName": "llm.example.com",
                  "RegionalCertificateArn": "arn:aws:acm:us-east-1:111111111111:certificate/1",
                  "EndpointConfiguration": { "Types": [ "REGIONAL" ] },
                  "SecurityPolicy": "SecurityPolicy_TLS13_1_3_2025_09",
                  "EndpointAccessMode": "STRICT"
                }
                """));
    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::BasePathMapping")))
        .isEqualTo(
            json(
                """
                {
                  "DomainName": { "Ref": "ApiDomain" },
                  "RestApiId": { "Ref": "Api" },
                  "Stage": { "Ref": "ApiDeploymentStagelive" }
                }
                """));
    assertThat(restApi()).doesNotContainKey("DisableExecuteApiEndpoint");
    assertThat(api.getDomainName()).isPresent();
  }

  @Test
  void hasNoDomain_byDefault() {
    assertThat(api(stack).build().getDomainName()).isEmpty();
  }

  @Test
  void isCalledByItsDomain() {
    var api = api(stack).domain(domain().build()).build();

    assertThat(Resources.of(stack).resolved(api.getUrl()))
        .isEqualTo(
            json("{ \"Fn::Join\": [ \"\", [ \"https://\", { \"Ref\": \"ApiDomain\" } ] ] }"));
  }

  @Test
  void isCalledByItsDomainAndBasePath() {
    var api = api(stack).domain(domain().basePath("llm").build()).build();

    assertThat(Resources.of(stack).resolved(api.getUrl()))
        .isEqualTo(
            json(
                "{ \"Fn::Join\": [ \"\", [ \"https://\", { \"Ref\": \"ApiDomain\" }, \"/llm\" ] ] }"));
  }

  @Test
  void keepsTheAccessModeOfItsDomain() {
    var relaxed = domain().endpointAccessMode(EndpointAccessMode.BASIC).build();
    api(stack).domain(relaxed).build();

    assertThat(domainName()).containsEntry("EndpointAccessMode", "BASIC");
  }

  /** AWS takes no other policy with mutual TLS, and the first address asks for no certificate. */
  @Test
  void withMutualTls_takesTls12_andClosesTheFirstAddress() {
    api(stack).domain(mutual().build()).build();

    assertThat(domainName())
        .containsEntry("SecurityPolicy", "TLS_1_2")
        .doesNotContainKey("EndpointAccessMode")
        .containsEntry(
            "MutualTlsAuthentication", json("{ \"TruststoreUri\": \"s3://trust/callers.pem\" }"));
    assertThat(restApi())
        .containsEntry("SecurityPolicy", "TLS_1_2")
        .containsEntry("DisableExecuteApiEndpoint", true)
        .doesNotContainKey("EndpointAccessMode");
  }

  @Test
  void rejectsMutualTlsWithAPolicyOfTls13() {
    var builder =
        api(stack).domain(mutual().build()).securityPolicy(SecurityPolicy.TLS13_1_3_2025_09);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'securityPolicy' must be TLS_1_2 for a domain with mutual TLS, got 'TLS13_1_3_2025_09'");
  }

  @Test
  void rejectsADomainWithAPolicyOfItsOwn() {
    var builder =
        api(stack).domain(domain().securityPolicy(SecurityPolicy.TLS13_1_3_2025_09).build());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'domain' has the security policy of its API, set 'securityPolicy' of the API, got"
                + " 'TLS13_1_3_2025_09'");
  }

  @Test
  void rejectsADomainAtTheEdge() {
    var builder = api(stack).domain(domain().endpointType(EndpointType.EDGE).build());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'domain' must have the endpoint type REGIONAL, got 'EDGE'");
  }

  @Test
  void answersIpv6_ifACustomerCallsFromThere() {
    var customer = acme().sourceCidrs(List.of("2001:db8::/32")).build();
    api(stack).customers(List.of(customer)).domain(domain().build()).build();

    var dualstack = json("{ \"Types\": [ \"REGIONAL\" ], \"IpAddressType\": \"dualstack\" }");
    assertThat(restApi()).containsEntry("EndpointConfiguration", dualstack);
    assertThat(domainName()).containsEntry("EndpointConfiguration", dualstack);
  }

  private Map<String, Object> restApi() {
    return Json.json(Resources.of(stack).only("AWS::ApiGateway::RestApi"));
  }

  private Map<String, Object> domainName() {
    return Json.json(Resources.of(stack).only("AWS::ApiGateway::DomainName"));
  }

  private DomainNameOptions.Builder domain() {
    return DomainNameOptions.builder()
        .domainName("llm.example.com")
        .certificate(
            Certificate.fromCertificateArn(
                stack, "Certificate", "arn:aws:acm:us-east-1:111111111111:certificate/1"));
  }

  private DomainNameOptions.Builder mutual() {
    return domain()
        .mtls(
            MTLSConfig.builder()
                .bucket(Bucket.fromBucketName(stack, "Bucket", "trust"))
                .key("callers.pem")
                .build());
  }
}
