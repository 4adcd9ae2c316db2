package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.sigv4.RequestSigner;
import io.portcullis.local.waf.CidrBlock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An API with one resource, {@code /chat}, whose function answers 200 to everything. */
public final class ApiFixture {
  static final Source HERE = from("192.0.2.1");

  private static final String INTEGRATION =
      """
      {"Type": "AWS_PROXY", "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:proxy/invocations"}
      """;

  private static final String AUTHORIZER =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
          + "arn:aws:lambda:eu-west-1:111122223333:function:authorizer:live/invocations";

  private final Path directory;
  private final List<String> resources = new ArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final List<JsonNode> questions = new ArrayList<>();
  private FunctionInvoker.Result said = new FunctionInvoker.Result.Rejected();
  private Clocks clocks = Clocks.system();
  private String apiProperties = "";
  private String stageProperties = "";
  private RestApi api;

  public ApiFixture(Path directory) {
    this.directory = directory;
  }

  static Source from(String address) {
    return Source.of(CidrBlock.address(address));
  }

  /** Sets the resource policy. In all JSON here ' stands for " and ~ for '. */
  public ApiFixture policy(String statements) {
    apiProperties = "\"Policy\": {\"Statement\": [%s]}".formatted(json(statements));
    return this;
  }

  /** Adds properties of the API. */
  public ApiFixture api(String properties) {
    apiProperties += (apiProperties.isEmpty() ? "" : ", ") + json(properties);
    return this;
  }

  /** Adds properties of the stage. */
  ApiFixture stage(String properties) {
    stageProperties += ", " + json(properties);
    return this;
  }

  /** Adds a method of {@code /chat} with a function. */
  public ApiFixture method(String verb, String properties) {
    return resource(
        verb,
        "AWS::ApiGateway::Method",
        "'RestApiId': {'Ref': 'Api'}, 'ResourceId': {'Ref': 'Chat'}, 'HttpMethod': '%s', %s"
                .formatted(verb, properties)
            + (properties.contains("'Integration'") ? "" : ", 'Integration': " + INTEGRATION));
  }

  /** Adds an authorizer with the function {@code authorizer}. */
  ApiFixture authorizer(String type, String properties) {
    return resource(
        "Authorizer",
        "AWS::ApiGateway::Authorizer",
        "'RestApiId': {'Ref': 'Api'}, 'Name': 'a', 'Type': '%s', 'AuthorizerUri': '%s', %s"
            .formatted(type, AUTHORIZER, properties));
  }

  /** Sets what the authorizer's function returns. In the JSON here ' stands for ". */
  void authorizerSays(String output) {
    authorizerEnds(
        new FunctionInvoker.Result.Returned(
            output.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  void authorizerEnds(FunctionInvoker.Result result) {
    said = result;
  }

  ApiFixture clocks(Clocks other) {
    clocks = other;
    return this;
  }

  /** Adds any resource. */
  public ApiFixture resource(String logicalId, String type, String properties) {
    resources.add(
        "\"%s\": {\"Type\": \"%s\", \"Properties\": {%s}}"
            .formatted(logicalId, type, json(properties)));
    return this;
  }

  private static String json(String text) {
    return text.replace('\'', '"').replace('~', '\'');
  }

  public RestApi open() throws IOException {
    var environment = TestAssembly.in(directory).stack("Api", template()).environment();
    var log = new AccessLog(directory.resolve("access.log"));
    api = RestApi.of(environment, this::invoke, log, clocks).get(0);
    return api;
  }

  private FunctionInvoker.Result invoke(String arn, byte[] event) throws IOException {
    if (arn.endsWith(":authorizer:live")) {
      questions.add(new ObjectMapper().readTree(event));
      return said;
    }
    events.add(new ObjectMapper().readTree(event));
    return new FunctionInvoker.Result.Returned(
        "{\"statusCode\": 200, \"body\": \"{}\"}".getBytes(StandardCharsets.UTF_8));
  }

  /** What the function saw last. */
  JsonNode event() {
    return events.get(events.size() - 1);
  }

  int calls() {
    return events.size();
  }

  /** What the authorizer's function saw last. */
  JsonNode question() {
    return questions.get(questions.size() - 1);
  }

  /** How often the authorizer's function was asked. */
  int questions() {
    return questions.size();
  }

  Outcome call(String verb, Headers headers, Source source) throws InterruptedException {
    return call(verb, "/live/chat", headers, source);
  }

  Outcome call(String verb, String path, Headers headers, Source source)
      throws InterruptedException {
    return api.handle(new Call(verb, path, "", headers, new byte[0], false), source);
  }

  /** The headers of a call that the principal signed. */
  Headers signedBy(String principal, String verb) {
    return signedBy(key(principal), verb);
  }

  static Headers signedBy(AccessKey key, String verb) {
    var headers = Headers.of("Host", "localhost");
    var uri = URI.create("http://localhost/live/chat");
    for (var header :
        new RequestSigner("eu-west-1").sign(key, verb, uri, Map.of(), "").entrySet()) {
      headers = headers.with(header.getKey(), header.getValue());
    }
    return headers;
  }

  AccessKey key(String principal) {
    return api.describe().principals().stream()
        .filter(key -> key.principal().arn().equals(principal))
        .findFirst()
        .orElseThrow();
  }

  private String template() {
    return """
        {"Resources": {
          "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {%s}},
          "Chat": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "chat",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
            "RestApiId": {"Ref": "Api"}%s}}%s}}
        """
        .formatted(
            apiProperties,
            stageProperties,
            resources.stream().map(resource -> ", " + resource).reduce("", String::concat));
  }
}
