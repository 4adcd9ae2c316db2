package io.portcullis.local.apigateway;

import static io.portcullis.local.apigateway.ApiFixture.HERE;
import static io.portcullis.local.apigateway.ApiFixture.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.http.Headers;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.iam.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/acme";
  private static final String FOREIGN_USER = "arn:aws:iam::444455556666:user/team/globex";
  private static final String OPEN = "'AuthorizationType': 'NONE'";
  private static final String KEYED = OPEN + ", 'ApiKeyRequired': true";
  private static final String SIGNED = "'AuthorizationType': 'AWS_IAM'";
  private static final String DENY_FOREIGN_NETWORKS =
      """
      {'Effect': 'Deny', 'Principal': '*', 'Action': 'execute-api:Invoke',
       'Resource': 'execute-api:/*',
       'Condition': {'NotIpAddress': {'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32']}}}
      """;

  @TempDir private Path directory;
  private ApiFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ApiFixture(directory);
  }

  private static String allow(String principal) {
    return allow(principal, "execute-api:/*");
  }

  private static String allow(String principal, String resource) {
    return """
        {'Effect': 'Allow', 'Principal': %s, 'Action': 'execute-api:Invoke', 'Resource': '%s'}
        """
        .formatted(principal, resource);
  }

  private static String aws(String arn) {
    return "{'AWS': '%s'}".formatted(arn);
  }

  @Test
  void withoutAPolicy_anOpenMethodIsForEverybody() throws Exception {
    fixture.method("POST", OPEN).open();

    assertThat(fixture.call("POST", Headers.NONE, HERE).answer().status()).isEqualTo(200);
  }

  @Test
  void aPolicyThatSaysNothing_refuses() throws Exception {
    fixture.policy(allow(aws(ROLE))).method("POST", OPEN).open();

    var refused = fixture.call("POST", Headers.NONE, HERE);

    assertThat(refused.answer().status()).isEqualTo(403);
    assertThat(refused.layer()).isEqualTo("network");
    assertThat(refused.answer().bodyText())
        .matches(
            "\\{\"message\":\"User: anonymous is not authorized to perform: execute-api:Invoke on"
                + " resource: arn:aws:execute-api:eu-west-1:\\*{8}3333:\\w{10}/live/POST/chat\"}");
  }

  @Test
  void aDenialByThePolicy_comesBeforeTheKey() throws Exception {
    fixture.policy(allow("'*'") + "," + DENY_FOREIGN_NETWORKS).method("POST", KEYED).open();

    assertThat(fixture.call("POST", Headers.NONE, from("203.0.113.7")).answer().bodyText())
        .contains("with an explicit deny");
    assertThat(fixture.call("POST", Headers.NONE, from("2001:db9::1")).layer())
        .isEqualTo("network");
    assertThat(fixture.call("POST", Headers.NONE, HERE).layer()).isEqualTo("plan");
    assertThat(fixture.calls()).isZero();
  }

  @Test
  void thePolicyTellsRoutesApart() throws Exception {
    fixture
        .policy(allow("'*'", "execute-api:/live/GET/chat"))
        .method("GET", OPEN)
        .method("POST", OPEN)
        .open();

    assertThat(fixture.call("GET", Headers.NONE, HERE).answer().status()).isEqualTo(200);
    assertThat(fixture.call("POST", Headers.NONE, HERE).answer().status()).isEqualTo(403);
  }

  @Test
  void aCallThroughAVpcEndpoint_hasThatEndpointsKeysAlone() throws Exception {
    fixture
        .policy(
            allow("'*'")
                + ","
                + DENY_FOREIGN_NETWORKS.replace(
                    "}}}", "}, 'StringNotEquals': {'aws:SourceVpce': 'vpce-1'}}}"))
        .method("POST", OPEN)
        .open();

    assertThat(fixture.call("POST", Headers.NONE, HERE).answer().status()).isEqualTo(200);
    assertThat(fixture.call("POST", Headers.NONE, from("10.0.0.1").through("vpce-1")).layer())
        .isEqualTo("upstream");
    assertThat(fixture.call("POST", Headers.NONE, HERE.through("vpce-2")).layer())
        .isEqualTo("network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DateLessThan", "NumericEquals", "ForAllValues:StringEquals"})
  void aPolicyThatIsNotModelled_keepsTheHostFromStarting(String operator) {
    fixture.policy(DENY_FOREIGN_NETWORKS.replace("NotIpAddress", operator)).method("POST", OPEN);

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(fixture::open)
        .withMessage(
            "AWS::ApiGateway::RestApi 'Api': 'Policy': the condition operator '%s' is not modelled"
                .formatted(operator));
  }

  @Test
  void aResourceThatIsNone_keepsTheHostFromStarting() {
    fixture.policy(allow("'*'", "execute-api:*")).method("POST", OPEN);

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(fixture::open)
        .withMessage(
            "AWS::ApiGateway::RestApi 'Api': 'Policy': 'Resource' must be '*', an ARN or begin with"
                + " 'execute-api:/', got 'execute-api:*'");
  }

  @Test
  void aVpcEndpointOfTheTemplate_hasAnIdToPlay() throws Exception {
    var api =
        fixture
            .policy(
                DENY_FOREIGN_NETWORKS.replace(
                    "'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32']",
                    "'aws:SourceIp': '192.0.2.0/24'}, 'StringNotEquals': {"
                        + "'aws:SourceVpce': {'Ref': 'Endpoint'}"))
            .method("POST", OPEN)
            .resource("Endpoint", "AWS::EC2::VPCEndpoint", "'ServiceName': 'x'")
            .open();

    assertThat(api.policyValues("aws:SourceVpce"))
        .singleElement()
        .asString()
        .matches("vpce-[0-9a-f]{17}");
  }

  @Test
  void aPolicyMayBeText() throws Exception {
    var text = "{'Statement': %s}".formatted(allow("'*'")).replace("'", "\\'").replace("\n", " ");
    fixture.api("'Policy': '%s'".formatted(text)).method("POST", OPEN).open();

    assertThat(fixture.call("POST", Headers.NONE, HERE).answer().status()).isEqualTo(200);
  }

  @Test
  void aSignedCall_ofAPrincipalThatThePolicyAllows_reachesTheFunction() throws Exception {
    fixture.policy(allow(aws(ROLE))).method("GET", SIGNED).open();

    var outcome = fixture.call("GET", fixture.signedBy(ROLE, "GET"), HERE);

    assertThat(outcome.answer().status()).isEqualTo(200);
    var identity = fixture.event().at("/requestContext/identity");
    assertThat(identity.path("userArn").asText())
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/acme/local");
    assertThat(identity.path("accountId").asText()).isEqualTo("111122223333");
    assertThat(identity.path("caller").asText()).matches("AROA\\w{17}:local");
    assertThat(identity.path("user")).isEqualTo(identity.path("caller"));
    assertThat(identity.path("accessKey").asText()).isEqualTo(fixture.key(ROLE).id());
    assertThat(identity.path("sourceIp").asText()).isEqualTo("192.0.2.1");
    assertThat(fixture.event().at("/requestContext/authorizer").isMissingNode()).isTrue();
    assertThat(fixture.event().path("headers").has("Authorization")).isFalse();
  }

  @Test
  void aUserOfAnotherAccount_isTakenAsAllowedByItsOwnPolicies() throws Exception {
    fixture.policy(allow(aws(FOREIGN_USER))).method("GET", SIGNED).open();

    assertThat(fixture.call("GET", fixture.signedBy(FOREIGN_USER, "GET"), HERE).layer())
        .isEqualTo("upstream");
    assertThat(fixture.event().at("/requestContext/identity/userArn").asText())
        .isEqualTo(FOREIGN_USER);
    assertThat(fixture.event().at("/requestContext/identity/accountId").asText())
        .isEqualTo("444455556666");
  }

  @Test
  void aSignatureThatDoesNotCount_hasATypeOfItsOwn() throws Exception {
    fixture
        .policy(allow(aws(ROLE)))
        .method("GET", SIGNED)
        .stage("'AccessLogSetting': {'Format': '$context.error.responseType'}")
        .open();
    var key = fixture.key(ROLE);
    var stranger = AccessKey.create(Principal.of(ROLE).orElseThrow());

    fixture.call("GET", Headers.of("Host", "localhost"), HERE);
    fixture.call(
        "GET", ApiFixture.signedBy(new AccessKey(key.id(), "no", key.principal()), "GET"), HERE);
    fixture.call("GET", ApiFixture.signedBy(stranger, "GET"), HERE);
    fixture.call("GET", fixture.signedBy(ROLE, "POST"), HERE);

    assertThat(Files.readAllLines(directory.resolve("access.log")))
        .containsExactly(
            "MISSING_AUTHENTICATION_TOKEN",
            "INVALID_SIGNATURE",
            "ACCESS_DENIED",
            "INVALID_SIGNATURE");
    assertThat(fixture.calls()).isZero();
  }

  @Test
  void theSignatureIsCheckedBeforeThePolicy() throws Exception {
    fixture.policy(allow(aws(ROLE)) + "," + DENY_FOREIGN_NETWORKS).method("GET", SIGNED).open();
    var stranger = from("203.0.113.7");

    assertThat(fixture.call("GET", Headers.of("Host", "localhost"), stranger).answer().bodyText())
        .isEqualTo("{\"message\":\"Missing Authentication Token\"}");
    assertThat(fixture.call("GET", fixture.signedBy(ROLE, "GET"), stranger).answer().bodyText())
        .contains("User: arn:aws:sts::111122223333:assumed-role/acme/local is not authorized")
        .contains("with an explicit deny");
  }

  @Test
  void aPrincipalThatThePolicyDoesNotAllow_isRefused() throws Exception {
    fixture
        .policy(allow(aws(ROLE)))
        .stage("'Variables': {'globex': 'key=k2&principal=111122223333:role/globex'}")
        .method("GET", SIGNED)
        .open();

    var refused =
        fixture.call("GET", fixture.signedBy("arn:aws:iam::111122223333:role/globex", "GET"), HERE);

    assertThat(refused.answer().status()).isEqualTo(403);
    assertThat(refused.layer()).isEqualTo("network");
    assertThat(fixture.calls()).isZero();
  }

  @Test
  void withoutAPolicy_signedCallsAreRefused_andThisIsSaid() throws Exception {
    var api =
        fixture
            .stage("'Variables': {'acme': 'key=k1&principal=111122223333:role/acme'}")
            .method("GET", SIGNED)
            .open();

    assertThat(fixture.call("GET", fixture.signedBy(ROLE, "GET"), HERE).answer().status())
        .isEqualTo(403);
    assertThat(api.describe().notModelled())
        .contains("GET /chat (authorization AWS_IAM without a resource policy, refuses everybody)");
  }

  @Test
  void whatIsNotModelledOfSignedCalls_isSaid() throws Exception {
    var api = fixture.policy(allow(aws(ROLE))).method("GET", SIGNED).open();

    assertThat(api.describe().notModelled())
        .containsExactly(
            "signatures in the query string (only the header Authorization is looked at)",
            "session tokens (a role's session signs without one)",
            "identity-based policies (callers of the API's account have none, others' allow the"
                + " call)");
  }

  @Test
  void aCustomersAccessKey_isThatOfThePrincipalBoundToItsApiKey() throws Exception {
    var api =
        fixture
            .policy(allow("{'AWS': ['%s', '%s']}".formatted(ROLE, FOREIGN_USER)))
            .method("GET", SIGNED)
            .stage(
                """
                'Variables': {'colour': 'blue',
                  'globex': {'Fn::Join': ['', ['key=', {'Ref': 'Globex'}, '&plan=standard']]},
                  'globex__2': 'principal=444455556666:user/globex'}
                """)
            .resource("Acme", "AWS::ApiGateway::ApiKey", "'Enabled': true, 'Name': 'acme'")
            .resource("Globex", "AWS::ApiGateway::ApiKey", "'Enabled': true, 'Name': 'globex'")
            .resource(
                "Plan",
                "AWS::ApiGateway::UsagePlan",
                "'ApiStages': [{'ApiId': {'Ref': 'Api'}, 'Stage': {'Ref': 'Live'}}]")
            .resource(
                "AcmeMember",
                "AWS::ApiGateway::UsagePlanKey",
                "'KeyId': {'Ref': 'Acme'}, 'UsagePlanId': {'Ref': 'Plan'}")
            .resource(
                "GlobexMember",
                "AWS::ApiGateway::UsagePlanKey",
                "'KeyId': {'Ref': 'Globex'}, 'UsagePlanId': {'Ref': 'Plan'}")
            .open();

    var customers = api.describe().customers();

    assertThat(customers).extracting(ApiDescription.Customer::name).contains("acme", "globex");
    for (var customer : customers) {
      assertThat(customer.accessKey().map(key -> key.principal().arn()).orElse("none"))
          .isEqualTo(customer.name().equals("globex") ? FOREIGN_USER : "none");
    }
  }

  @Test
  void theWaysThatExistOnAwsAlone_areNamed() throws Exception {
    var api =
        fixture
            .api("'EndpointConfiguration': {'Types': ['PRIVATE']}")
            .method("GET", OPEN)
            .resource(
                "Domain",
                "AWS::ApiGateway::DomainName",
                "'DomainName': 'api.example.com',"
                    + " 'MutualTlsAuthentication': {'TruststoreUri': 's3://b/k'}")
            .open();

    assertThat(api.describe().notModelled())
        .containsExactly(
            "custom domain api.example.com (the stage is served by its path)",
            "mutual TLS of api.example.com (nobody is asked for a certificate)",
            "VPC endpoints of the private API (a header plays one)");
  }
}
