package io.portcullis.local.apigateway;

import static io.portcullis.local.apigateway.ApiFixture.HERE;
import static io.portcullis.local.apigateway.ApiFixture.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.http.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaAuthorizerTest {
  private static final String CUSTOM =
      "'AuthorizationType': 'CUSTOM', 'AuthorizerId': {'Ref': 'Authorizer'}";
  private static final String SOURCES =
      "'IdentitySource': 'method.request.header.Authorization, method.request.header.x-api-key'";
  private static final String POLICY =
      """
      {'Version': '2012-10-17', 'Statement': [{'Effect': '%s', 'Action': 'execute-api:Invoke',
       'Resource': 'arn:aws:execute-api:eu-west-1:111122223333:*/live/%s'}]}
      """;
  private static final String ALLOW = output(POLICY.formatted("Allow", "*"));
  private static final Headers CALLER =
      Headers.of("Authorization", "Bearer a").with("x-api-key", "k");

  @TempDir private Path directory;
  private ApiFixture fixture;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void begin() {
    fixture =
        new ApiFixture(directory)
            .clocks(Clocks.of(() -> now))
            .method("POST", CUSTOM)
            .stage("'Variables': {'acme': 'subject=a'}");
    fixture.authorizerSays(ALLOW);
  }

  private static String output(String policy) {
    return output(policy, "{'customer': 'acme', 'level': 3, 'trial': true}");
  }

  private static String output(String policy, String context) {
    return "{'principalId': 'acme', 'policyDocument': %s, 'context': %s}"
        .formatted(policy, context);
  }

  private void open() throws IOException {
    fixture.authorizer("REQUEST", SOURCES).open();
  }

  private Outcome call() throws InterruptedException {
    return fixture.call("POST", CALLER, HERE);
  }

  @Test
  void aCallerThatTheFunctionAllows_reachesTheIntegration_withWhatTheFunctionSaid()
      throws Exception {
    open();

    assertThat(call().answer().status()).isEqualTo(200);
    var authorizer = fixture.event().at("/requestContext/authorizer");
    assertThat(authorizer.path("principalId").asText()).isEqualTo("acme");
    assertThat(authorizer.path("customer").asText()).isEqualTo("acme");
    assertThat(authorizer.path("level").textValue()).isEqualTo("3");
    assertThat(authorizer.path("trial").textValue()).isEqualTo("true");
    assertThat(authorizer.path("integrationLatency").isInt()).isTrue();
    assertThat(fixture.event().at("/headers/Authorization").asText()).isEqualTo("Bearer a");
  }

  @Test
  void theFunctionSeesTheRequest() throws Exception {
    open();

    fixture.call("POST", CALLER.with("User-Agent", "test"), from("10.0.0.1").through("vpce-1"));

    var event = fixture.question();
    assertThat(event.path("type").asText()).isEqualTo("REQUEST");
    assertThat(event.path("methodArn").asText())
        .matches("arn:aws:execute-api:eu-west-1:111122223333:\\w{10}/live/POST/chat");
    assertThat(event.path("resource").asText()).isEqualTo("/chat");
    assertThat(event.path("path").asText()).isEqualTo("/chat");
    assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.at("/headers/Authorization").asText()).isEqualTo("Bearer a");
    assertThat(event.at("/multiValueHeaders/x-api-key/0").asText()).isEqualTo("k");
    assertThat(event.path("queryStringParameters").isEmpty()).isTrue();
    assertThat(event.at("/stageVariables/acme").asText()).isEqualTo("subject=a");
    assertThat(event.at("/requestContext/stage").asText()).isEqualTo("live");
    assertThat(event.at("/requestContext/identity").toString())
        .isEqualTo(
            "{\"sourceIp\":\"10.0.0.1\",\"vpceId\":\"vpce-1\",\"userAgent\":\"test\",\"apiKey\":\"k\"}");
    assertThat(event.has("body")).isFalse();
  }

  @Test
  void aMissingIdentitySource_isRefused_withoutAskingTheFunction() throws Exception {
    open();

    var noKey = fixture.call("POST", CALLER.without("x-api-key"), HERE);
    fixture.call("POST", CALLER.without("Authorization"), HERE);
    fixture.call("POST", CALLER.replacing("Authorization", " "), HERE);

    assertThat(noKey.answer().status()).isEqualTo(401);
    assertThat(noKey.answer().bodyText()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(noKey.layer()).isEqualTo("identity");
    assertThat(fixture.questions()).isZero();
    assertThat(fixture.calls()).isZero();
  }

  @Test
  void aResultIsCached_byAllIdentitySources_untilItsTimeIsOver() throws Exception {
    open();

    call();
    call();
    assertThat(fixture.questions()).isEqualTo(1);
    assertThat(fixture.event().at("/requestContext/authorizer/integrationLatency").asInt())
        .isZero();

    fixture.call("POST", CALLER.replacing("x-api-key", "other"), HERE);
    fixture.call("POST", CALLER.replacing("Authorization", "Bearer b"), HERE);
    fixture.call("POST", CALLER.with("Authorization", "Bearer b"), HERE);
    assertThat(fixture.questions()).isEqualTo(4);

    now = now.plusSeconds(300);
    call();
    assertThat(fixture.questions()).isEqualTo(5);
  }

  @Test
  void aTimeToLiveOfZero_asksEveryTime() throws Exception {
    fixture.authorizer("REQUEST", SOURCES + ", 'AuthorizerResultTtlInSeconds': 0").open();

    call();
    call();

    assertThat(fixture.questions()).isEqualTo(2);
  }

  @Test
  void aCachedPolicyIsEvaluatedForEachMethod() throws Exception {
    fixture.authorizerSays(output(POLICY.formatted("Allow", "POST/*")));
    fixture.method("GET", CUSTOM).authorizer("REQUEST", SOURCES).open();

    assertThat(call().answer().status()).isEqualTo(200);
    assertThat(fixture.call("GET", CALLER, HERE).answer().status()).isEqualTo(403);
    assertThat(fixture.questions()).isEqualTo(1);
  }

  @Test
  void theErrorUnauthorized_isRefusedAsSuch_andNotCached() throws Exception {
    open();
    fixture.authorizerEnds(new FunctionInvoker.Result.Failed("Unauthorized"));

    assertThat(call().answer().status()).isEqualTo(401);

    fixture.authorizerSays(ALLOW);
    assertThat(call().answer().status()).isEqualTo(200);
  }

  @Test
  void aFunctionThatFails_isAFailureOfTheAuthorizer() throws Exception {
    fixture.stage("'AccessLogSetting': {'Format': '$context.error.responseType $context.status'}");
    open();

    fixture.authorizerEnds(new FunctionInvoker.Result.Failed("no keys"));
    var failed = call();
    fixture.authorizerEnds(new FunctionInvoker.Result.Rejected());
    call();

    assertThat(failed.layer()).isEqualTo("identity");
    assertThat(failed.answer().bodyText()).doesNotContain("no keys");
    assertThat(log())
        .containsExactly("AUTHORIZER_FAILURE 500", "AUTHORIZER_CONFIGURATION_ERROR 500");
    assertThat(fixture.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "no json",
        "{'policyDocument': {'Statement': []}}",
        "{'principalId': 7, 'policyDocument': {'Statement': []}}",
        "{'principalId': 'a'}",
        "{'principalId': 'a', 'policyDocument': {'Statement': [{'Effect': 'Allow',"
            + " 'Action': '*', 'NotResource': 'x'}]}}",
        "{'principalId': 'a', 'policyDocument': {'Statement': [{'Effect': 'Allow',"
            + " 'Principal': '*', 'Action': '*', 'Resource': '*'}]}}",
        "{'principalId': 'a', 'policyDocument': {'Statement': [{'Effect': 'Allow',"
            + " 'Action': '*', 'Resource': '*'}]}, 'context': {'roles': ['x']}}",
        "{'principalId': 'a', 'policyDocument': {'Statement': [{'Effect': 'Allow',"
            + " 'Action': '*', 'Resource': '*'}]}, 'context': 'x'}"
      })
  void anOutputOfAnotherForm_letsNobodyThrough(String output) throws Exception {
    fixture.stage("'AccessLogSetting': {'Format': '$context.error.responseType'}");
    open();
    fixture.authorizerSays(output);

    assertThat(call().answer().status()).isEqualTo(500);
    assertThat(log()).containsExactly("AUTHORIZER_CONFIGURATION_ERROR");
    assertThat(fixture.calls()).isZero();
  }

  @Test
  void aDenialByTheResourcePolicy_comesBeforeTheFunction() throws Exception {
    fixture.policy(statement("Deny", "{'NotIpAddress': {'aws:SourceIp': '192.0.2.0/24'}}"));
    open();

    var refused = fixture.call("POST", CALLER, from("203.0.113.7"));

    assertThat(refused.answer().status()).isEqualTo(403);
    assertThat(refused.answer().bodyText())
        .startsWith("{\"message\":\"User: anonymous is not authorized")
        .contains("with an explicit deny");
    assertThat(fixture.questions()).isZero();
  }

  /** Table A of "How API Gateway resource policies affect authorization workflow". */
  @ParameterizedTest
  @CsvSource({
    "Allow, Allow, 200",
    "Allow, none, 200",
    "none, Allow, 200",
    "none, none, 403",
    "Deny, Allow, 403",
    "Deny, none, 403"
  })
  void bothPoliciesDecideTogether(String authorizer, String resource, int status) throws Exception {
    if (resource.equals("Allow")) {
      fixture.policy(statement("Allow", "{'Bool': {'aws:SecureTransport': 'true'}}"));
    }
    fixture.authorizerSays(
        output(
            authorizer.equals("none")
                ? POLICY.formatted("Allow", "GET/other")
                : POLICY.formatted(authorizer, "*")));
    open();

    var outcome = call();

    assertThat(outcome.answer().status()).isEqualTo(status);
    if (status == 403) {
      assertThat(outcome.answer().bodyText())
          .isEqualTo(
              "{\"message\":\"User is not authorized to access this resource%s\"}"
                  .formatted(authorizer.equals("Deny") ? " with an explicit deny" : ""));
    }
  }

  @Test
  void whatTheFunctionSaid_isKnownToTheAccessLog_andToGatewayResponses() throws Exception {
    fixture
        .stage(
            "'AccessLogSetting': {'Format':"
                + " '$context.authorizer.principalId $context.authorizer.customer"
                + " $context.authorizer.nothing'}")
        .resource(
            "Denied",
            "AWS::ApiGateway::GatewayResponse",
            "'RestApiId': {'Ref': 'Api'}, 'ResponseType': 'ACCESS_DENIED', 'ResponseTemplates':"
                + " {'application/json': '$context.authorizer.customer'}");
    fixture.authorizerSays(output(POLICY.formatted("Deny", "*"), "{'customer': 'a\\\"b'}"));
    open();

    assertThat(call().answer().bodyText()).isEqualTo("a\\\"b");
    assertThat(log()).containsExactly("acme a\\\"b -");
  }

  @Test
  void anAuthorizerOfTheTypeToken_getsTheTokenAlone_ifItHasItsForm() throws Exception {
    fixture
        .authorizer(
            "TOKEN",
            "'IdentitySource': 'method.request.header.Authorization',"
                + " 'IdentityValidationExpression': 'Bearer [a-z]'")
        .open();

    assertThat(call().answer().status()).isEqualTo(200);
    assertThat(fixture.question().fieldNames())
        .toIterable()
        .containsExactly("methodArn", "type", "authorizationToken");
    assertThat(fixture.question().path("authorizationToken").asText()).isEqualTo("Bearer a");
    assertThat(
            fixture.call("POST", Headers.of("Authorization", "Bearer 7"), HERE).answer().status())
        .isEqualTo(401);
    assertThat(fixture.questions()).isEqualTo(1);
  }

  @Test
  void queryStageAndContext_areIdentitySourcesToo() throws Exception {
    fixture
        .authorizer(
            "REQUEST",
            "'IdentitySource': 'stageVariables.acme,context.identity.sourceIp,"
                + "method.request.querystring.token'")
        .open();

    assertThat(call().answer().status()).isEqualTo(401);
  }

  @Test
  void anIdentitySourceThatIsNotKnown_keepsTheHostFromStarting() {
    fixture.authorizer("REQUEST", "'IdentitySource': 'method.request.body.user'");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(fixture::open)
        .withMessage(
            "AWS::ApiGateway::Authorizer 'Authorizer': the identity source"
                + " 'method.request.body.user' is not modelled");
  }

  @Test
  void aCacheWithoutIdentitySources_keepsTheHostFromStarting() {
    fixture.authorizer("REQUEST", "'AuthorizerResultTtlInSeconds': 300");

    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(fixture::open)
        .withMessage(
            "AWS::ApiGateway::Authorizer 'Authorizer': property 'IdentitySource' is required");
  }

  @Test
  void theKeyOfAPlan_comesFromTheAuthorizer_ifTheApiSaysSo() throws Exception {
    fixture
        .api("'ApiKeySourceType': 'AUTHORIZER'")
        .method("GET", CUSTOM + ", 'ApiKeyRequired': true")
        .resource("Key", "AWS::ApiGateway::ApiKey", "'Enabled': true, 'Value': 'chosen'")
        .resource(
            "Plan",
            "AWS::ApiGateway::UsagePlan",
            "'ApiStages': [{'ApiId': {'Ref': 'Api'}, 'Stage': {'Ref': 'Live'}}]")
        .resource(
            "Member",
            "AWS::ApiGateway::UsagePlanKey",
            "'KeyId': {'Ref': 'Key'}, 'UsagePlanId': {'Ref': 'Plan'}")
        .authorizer("REQUEST", SOURCES + ", 'AuthorizerResultTtlInSeconds': 0")
        .open();

    assertThat(fixture.call("GET", CALLER, HERE).layer()).isEqualTo("plan");

    fixture.authorizerSays(ALLOW.replaceFirst("\\{", "{'usageIdentifierKey': 'chosen', "));
    assertThat(fixture.call("GET", CALLER, HERE).answer().status()).isEqualTo(200);
  }

  @Test
  void anAuthorizerIsModelled_andAnotherKindIsNamed() throws Exception {
    open();
    var api = fixture.open();

    assertThat(api.describe().notModelled()).isEmpty();
    assertThat(api.functionArns())
        .containsExactly(
            "arn:aws:lambda:eu-west-1:111122223333:function:proxy",
            "arn:aws:lambda:eu-west-1:111122223333:function:authorizer:live");
  }

  @Test
  void aMethodOfAnAuthorizerThatIsNoFunction_refusesEverybody_andThisIsSaid() throws Exception {
    var api = fixture.authorizer("COGNITO_USER_POOLS", SOURCES).open();

    assertThat(call().answer().status()).isEqualTo(500);
    assertThat(api.describe().notModelled())
        .containsExactly("POST /chat (authorization CUSTOM, refuses everybody)");
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(directory.resolve("access.log"));
  }

  private static String statement(String effect, String condition) {
    return """
        {'Effect': '%s', 'Principal': '*', 'Action': 'execute-api:Invoke',
         'Resource': 'execute-api:/*', 'Condition': %s}
        """
        .formatted(effect, condition);
  }
}
