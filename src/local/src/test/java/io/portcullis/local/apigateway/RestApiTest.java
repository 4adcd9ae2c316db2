package io.portcullis.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.waf.CidrBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "acme-key-acme-key-acme-key";
  private static final String VALID = "{\"messages\": []}";

  @TempDir private Path directory;
  private final List<JsonNode> events = new ArrayList<>();
  private FunctionInvoker.Result result = returned("{\"statusCode\": 200, \"body\": \"{}\"}");
  private RestApi api;

  @BeforeEach
  void open() throws IOException {
    var environment = TestAssembly.in(directory).stack("Api", template()).environment();
    var log = new AccessLog(directory.resolve("access.log"));
    api = RestApi.of(environment, this::invoke, log, Clocks.system()).get(0);
  }

  private FunctionInvoker.Result invoke(String arn, byte[] event) throws IOException {
    assertThat(arn).isEqualTo("arn:aws:lambda:eu-west-1:111122223333:function:proxy:live");
    events.add(JSON.readTree(event));
    return result;
  }

  @Test
  void aRefusalBeforeTheFunction_neverReachesIt() throws InterruptedException {
    assertThat(call("POST", "/chat", Headers.NONE, VALID).answer().status()).isEqualTo(403);
    assertThat(call("GET", "/other", key(), "").answer().status()).isEqualTo(404);
    assertThat(call("POST", "/chat", key(), "{}").answer().status()).isEqualTo(400);

    assertThat(events).isEmpty();
  }

  @Test
  void anInvalidKey_getsAwsOwnResponse_whereTheApiDefinesNone() throws InterruptedException {
    var answer = call("POST", "/chat", Headers.of("x-api-key", "wrong"), VALID).answer();

    assertThat(answer.bodyText()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(answer.headers().first("x-amzn-ErrorType")).contains("ForbiddenException");
    assertThat(answer.headers().has("x-amzn-RequestId")).isTrue();
  }

  @Test
  void aGatewayResponse_rendersItsTemplate() throws Exception {
    var answer = call("POST", "/chat", key(), "{\"model\": 7}").answer();

    var body = JSON.readTree(answer.body());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().first("x-why")).contains("because");
    assertThat(body.path("text").asText()).isEqualTo("Invalid request body");
    assertThat(body.path("detail").asText())
        .contains("object has missing required properties ([\"messages\"])")
        .contains("(allowed: \"string\")");
    assertThat(body.path("id").asText())
        .isEqualTo(answer.headers().first("x-amzn-RequestId").orElseThrow());
  }

  @Test
  void aBodyWhoseContentTypeHasNoModel_isNotValidated() throws InterruptedException {
    var outcome = call("POST", "/chat", key().with("Content-Type", "text/plain"), "{}");

    assertThat(outcome.service()).isEqualTo("function");
  }

  @Test
  void aBodyWithoutContentType_isValidatedAsJson() throws InterruptedException {
    assertThat(call("POST", "/chat", key(), "no json").answer().status()).isEqualTo(400);
  }

  @Test
  void thePlanThrottlesEachKeyOnItsOwn() throws InterruptedException {
    var other = Headers.of("x-api-key", "globex-key-globex-key-globex");

    assertThat(call("POST", "/chat", other, VALID).answer().status()).isEqualTo(200);
    assertThat(call("POST", "/chat", other, VALID).answer().status()).isEqualTo(429);
    assertThat(call("POST", "/chat", key(), VALID).answer().status()).isEqualTo(200);
  }

  @Test
  void anAuthorizerThatCannotRunHere_refusesEverybody() throws InterruptedException {
    var outcome = call("GET", "/guarded", key(), "");

    assertThat(outcome.answer().status()).isEqualTo(500);
    assertThat(outcome.layer()).isEqualTo("identity");
    assertThat(api.describe().notModelled())
        .contains("GET /guarded (authorization CUSTOM, refuses everybody)");
  }

  @Test
  void theEventIsTheOneOfARestApi() throws InterruptedException {
    api.handle(
        request(
            "POST", "/live/chat", "a=1&a=2&b=%20", key().with("X-Forwarded-For", "1.1.1.1"), VALID),
        Source.of(CidrBlock.address("192.0.2.1")));

    var event = events.get(0);
    assertThat(event.path("resource").asText()).isEqualTo("/chat");
    assertThat(event.path("path").asText()).isEqualTo("/chat");
    assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(event.at("/requestContext/path").asText()).isEqualTo("/live/chat");
    assertThat(event.at("/requestContext/stage").asText()).isEqualTo("live");
    assertThat(event.at("/requestContext/identity/sourceIp").asText()).isEqualTo("192.0.2.1");
    assertThat(event.at("/requestContext/identity/apiKey").asText()).isEqualTo(KEY);
    assertThat(event.at("/requestContext/identity/apiKeyId").asText()).hasSize(10);
    assertThat(event.at("/headers/X-Forwarded-For").asText()).isEqualTo("1.1.1.1, 192.0.2.1");
    assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("2");
    assertThat(event.at("/multiValueQueryStringParameters/a")).hasSize(2);
    assertThat(event.path("pathParameters").isNull()).isTrue();
    assertThat(event.at("/stageVariables/colour").asText()).isEqualTo("blue");
    assertThat(event.path("body").asText()).isEqualTo(VALID);
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
  }

  @Test
  void aGreedyResource_takesTheRestOfThePath() throws InterruptedException {
    call("GET", "/files/a/b%20c", Headers.NONE, "");

    assertThat(events.get(0).path("resource").asText()).isEqualTo("/files/{proxy+}");
    assertThat(events.get(0).at("/pathParameters/proxy").asText()).isEqualTo("a/b c");
  }

  @Test
  void aFailedFunctionIs502_aRejectedInvocation500() throws InterruptedException {
    result = new FunctionInvoker.Result.Failed("asked to fail");
    assertThat(call("POST", "/chat", key(), VALID).answer().status()).isEqualTo(502);
    result = returned("\"no response\"");
    assertThat(call("POST", "/chat", key(), VALID).answer().status()).isEqualTo(502);
    result = new FunctionInvoker.Result.Rejected();
    assertThat(call("POST", "/chat", key(), VALID).answer().status()).isEqualTo(500);
  }

  @Test
  void aRefusalOfTheFunction_namesItsLayer() throws InterruptedException {
    result =
        returned(
            """
            {"statusCode": 502, "body": "{\\"error\\":{\\"layer\\":\\"token\\"}}"}
            """);

    assertThat(call("POST", "/chat", key(), VALID).layer()).isEqualTo("token");
  }

  @Test
  void aBodyThatIsTooLong_isRefused() throws InterruptedException {
    var request = new Call("POST", "/live/chat", "", key(), new byte[10], true);

    var outcome = api.handle(request, Source.of(CidrBlock.address("192.0.2.1")));

    assertThat(outcome.answer().status()).isEqualTo(413);
  }

  @Test
  void theAccessLogIsInTheFormatOfTheStage() throws Exception {
    call("POST", "/chat", key(), "{}");
    call("GET", "/other", Headers.NONE, "");

    assertThat(Files.readAllLines(directory.resolve("access.log")))
        .containsExactly("400 /chat BAD_REQUEST_BODY", "404 - MISSING_AUTHENTICATION_TOKEN");
  }

  private Outcome call(String method, String path, Headers headers, String body)
      throws InterruptedException {
    return api.handle(
        request(method, "/live" + path, "", headers, body),
        Source.of(CidrBlock.address("192.0.2.1")));
  }

  private static Call request(
      String method, String path, String query, Headers headers, String body) {
    return new Call(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8), false);
  }

  private static Headers key() {
    return Headers.of("X-Api-Key", KEY);
  }

  private static FunctionInvoker.Result returned(String payload) {
    return new FunctionInvoker.Result.Returned(payload.getBytes(StandardCharsets.UTF_8));
  }

  private static String template() {
    return """
        {"Resources": {
          "Api": {"Type": "AWS::ApiGateway::RestApi"},
          "Chat": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "chat",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Guarded": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "guarded",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Files": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "files",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Rest": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "{proxy+}",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Ref": "Files"}}},
          "Shape": {"Type": "AWS::ApiGateway::Model", "Properties": {"RestApiId": {"Ref": "Api"},
            "Schema": {"type": "object", "required": ["messages"],
              "properties": {"model": {"type": "string"}}}}},
          "Validator": {"Type": "AWS::ApiGateway::RequestValidator", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ValidateRequestBody": true}},
          "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Chat"}, "HttpMethod": "POST",
            "ApiKeyRequired": true, "RequestValidatorId": {"Ref": "Validator"},
            "RequestModels": {"application/json": {"Ref": "Shape"}}, "Integration": %1$s}},
          "GetGuarded": {"Type": "AWS::ApiGateway::Method", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Guarded"}, "HttpMethod": "GET",
            "AuthorizationType": "CUSTOM", "Integration": %1$s}},
          "AnyFile": {"Type": "AWS::ApiGateway::Method", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Rest"}, "HttpMethod": "ANY",
            "Integration": %1$s}},
          "BodyInvalid": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ResponseType": "BAD_REQUEST_BODY",
            "ResponseParameters": {"gatewayresponse.header.x-why": "'because'"},
            "ResponseTemplates": {"application/json":
              "{\\"text\\":$context.error.messageString,\\"detail\\":$context.error.validationErrorString,\\"id\\":\\"$context.requestId\\"}"}}},
          "NoRoute": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {
            "RestApiId": {"Ref": "Api"}, "ResponseType": "MISSING_AUTHENTICATION_TOKEN",
            "StatusCode": "404"}},
          "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
            "RestApiId": {"Ref": "Api"}, "Variables": {"colour": "blue"}, "AccessLogSetting": {
              "Format": "$context.status $context.resourcePath $context.error.responseType"}}},
          "Acme": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true,
            "Value": "acme-key-acme-key-acme-key"}},
          "Globex": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true,
            "Value": "globex-key-globex-key-globex"}},
          "Large": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": [
            {"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Live"}}]}},
          "Small": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {
            "Throttle": {"RateLimit": 0.01, "BurstLimit": 1},
            "ApiStages": [{"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Live"}}]}},
          "AcmeLarge": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
            "KeyId": {"Ref": "Acme"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Large"}}},
          "GlobexSmall": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
            "KeyId": {"Ref": "Globex"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Small"}}}}}
        """
        .formatted(
            """
            {"Type": "AWS_PROXY", "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:proxy:live/invocations"}
            """);
  }
}
