package io.portcullis.local.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.apigateway.ApiFixture;
import io.portcullis.local.apigateway.RestApi;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.waf.CidrBlock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPlaneTest {
  private static final String VALUE = "first-key-of-twenty-letters";

  @TempDir private Path directory;
  private RestApi api;
  private ControlPlane plane;

  @BeforeEach
  void start() throws Exception {
    var fixture =
        new ApiFixture(directory)
            .method("POST", "'ApiKeyRequired': true")
            .resource(
                "Plan",
                "AWS::ApiGateway::UsagePlan",
                "'ApiStages': [{'ApiId': {'Ref': 'Api'}, 'Stage': {'Ref': 'Live'}}]");
    for (var name : new String[] {"first", "second"}) {
      fixture
          .resource(
              name,
              "AWS::ApiGateway::ApiKey",
              """
              'Enabled': true, 'Name': '%1$s', 'Value': '%1$s-key-of-twenty-letters',
              'Tags': [{'Key': 'portcullis:customer', 'Value': 'acme'},
                {'Key': 'portcullis:key', 'Value': '%1$s'}]
              """
                  .formatted(name))
          .resource(
              name + "Member",
              "AWS::ApiGateway::UsagePlanKey",
              "'KeyId': {'Ref': '%s'}, 'UsagePlanId': {'Ref': 'Plan'}".formatted(name));
    }
    api = fixture.open();
    plane = ControlPlane.start(api.keys(), this::invoke);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void listsKeys_withoutTheirValues() throws Exception {
    var answer = json(send("GET", "/apikeys?includeValues=false&limit=500", ""));

    assertThat(answer.path("item")).hasSize(2);
    assertThat(answer.at("/item/0/tags/portcullis:customer").asText()).isEqualTo("acme");
    assertThat(answer.at("/item/0/tags/portcullis:key").asText()).isEqualTo("first");
    assertThat(answer.at("/item/0/enabled").asBoolean()).isTrue();
    assertThat(answer.toString()).doesNotContain(VALUE);
    assertThat(answer.has("position")).isFalse();
  }

  @Test
  void listsPageByPage() throws Exception {
    var first = json(send("GET", "/apikeys?limit=1", ""));
    var second =
        json(send("GET", "/apikeys?limit=1&position=" + first.path("position").asText(), ""));

    assertThat(first.at("/item/0/name").asText()).isEqualTo("first");
    assertThat(second.at("/item/0/name").asText()).isEqualTo("second");
    assertThat(second.has("position")).isFalse();
  }

  @Test
  void tellsTheValueOfOneKey_ifAsked() throws Exception {
    assertThat(json(send("GET", path() + "?includeValue=true", "")).path("value").asText())
        .isEqualTo(VALUE);
    assertThat(json(send("GET", path(), "")).has("value")).isFalse();
  }

  @Test
  void aDisabledKeyIsInvalidFromTheNextCallOn_untilItIsEnabledAgain() throws Exception {
    assertThat(call()).isEqualTo(200);

    var answer = json(send("PATCH", path(), enabled("false")));

    assertThat(answer.path("enabled").asBoolean(true)).isFalse();
    assertThat(answer.has("value")).isFalse();
    assertThat(call()).isEqualTo(403);

    send("PATCH", path(), enabled("true"));
    assertThat(call()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /apikeys/nobody | 404 | NotFoundException",
        "PATCH | /apikeys/nobody | 404 | NotFoundException",
        "GET | /apikeys/..%2f | 404 | NotFoundException",
        "GET | /apikeys?limit=0 | 400 | BadRequestException",
        "GET | /apikeys?limit=501 | 400 | BadRequestException",
        "GET | /apikeys?limit=9999999999 | 400 | BadRequestException",
        "GET | /apikeys?position=x | 400 | BadRequestException",
        "DELETE | /apikeys | 403 | MissingAuthenticationTokenException",
        "POST | /apikeys | 403 | MissingAuthenticationTokenException",
        "GET | /usageplans | 403 | MissingAuthenticationTokenException",
        "GET | /apikeys/a/b | 403 | MissingAuthenticationTokenException"
      })
  void whatItDoesNotKnow_isRefusedAsByAws(String method, String path, int status, String type)
      throws Exception {
    var response = send(method, path, enabled("false"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
    assertThat(json(response).path("message").asText()).isNotEmpty().doesNotContain("nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no json",
        "{\"patchOperations\": \"x\"}",
        "{\"patchOperations\": [7]}",
        "{\"patchOperations\": [{\"op\": \"remove\", \"path\": \"/enabled\"}]}",
        "{\"patchOperations\": [{\"op\": \"replace\", \"path\": \"/value\", \"value\": \"x\"}]}",
        "{\"patchOperations\": [{\"op\": \"replace\", \"path\": \"/enabled\", \"value\": \"no\"}]}",
        "{\"patchOperations\": [{\"op\": \"replace\", \"path\": \"/enabled\", \"value\": \"false\"},"
            + " {\"op\": \"replace\", \"path\": \"/enabled\"}]}"
      })
  void aChangeThatIsNone_isRefused_andChangesNothing(String body) throws Exception {
    var response = send("PATCH", path(), body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("BadRequestException");
    assertThat(call()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLong_isRefused() throws Exception {
    var body = enabled("false") + " ".repeat(64 * 1024);

    assertThat(send("PATCH", path(), body).statusCode()).isEqualTo(400);
    assertThat(call()).isEqualTo(200);
  }

  @Test
  void invokesAFunction() throws Exception {
    var response =
        send("POST", "/2015-03-31/functions/rotate/invocations", "{\"task\":\"revoke\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Amz-Function-Error")).isEmpty();
    assertThat(response.body()).isEqualTo("{\"task\":\"revoke\"}");
  }

  @Test
  void tellsThatAFunctionFailed_asLambdaDoes() throws Exception {
    var response = send("POST", "/2015-03-31/functions/failing/invocations", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
    assertThat(json(response).path("errorMessage").asText()).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, 404, ResourceNotFoundException",
    "arn%3Aaws%3Alambda%3Anobody, 404, ResourceNotFoundException",
    "busy, 429, TooManyRequestsException"
  })
  void aFunctionThatDoesNotRun_isRefusedAsByLambda(String name, int status, String type)
      throws Exception {
    var response = send("POST", "/2015-03-31/functions/" + name + "/invocations", "{}");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(type);
  }

  @Test
  void anEventThatIsTooLarge_isRefused() throws Exception {
    var response =
        send("POST", "/2015-03-31/functions/rotate/invocations", " ".repeat(64 * 1024 + 1));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void listensOnLoopbackAlone() {
    assertThat(plane.url().getHost()).isEqualTo("127.0.0.1");
  }

  private Optional<InvocationResult> invoke(String name, byte[] event) {
    return switch (name) {
      case "rotate" -> Optional.of(new InvocationResult.Success(event));
      case "failing" ->
          Optional.of(
              new InvocationResult.FunctionError("{\"errorMessage\":\"no\"}".getBytes(UTF_8)));
      case "busy" -> Optional.of(new InvocationResult.Rejected("busy"));
      default -> Optional.empty();
    };
  }

  private String path() {
    return "/apikeys/" + api.keys().all().get(0).key().id();
  }

  private static String enabled(String value) {
    return """
        {"patchOperations":[{"op":"replace","path":"/enabled","value":"%s"}]}
        """
        .formatted(value);
  }

  private int call() throws InterruptedException {
    var call =
        new Call("POST", "/live/chat", "", Headers.of("x-api-key", VALUE), new byte[0], false);
    return api.handle(call, Source.of(CidrBlock.address("192.0.2.1"))).answer().status();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(plane.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }
}
