package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.PortInUseException;
import io.portcullis.local.lambda.TestFunction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFrontDoorTest {
  @TempDir private Path directory;
  private final List<RequestRecord> requests = new ArrayList<>();

  @Test
  void aCallWithAKey_reachesTheFunction_andIsRecordedWithItsCustomer() throws Exception {
    try (var door = open()) {
      var response = get(door, "/hello", "127.0.0.1", door.keys().get("acme"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("ok");
      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).customer()).isEqualTo("acme");
      assertThat(requests.get(0).service()).isEqualTo("function");
    }
  }

  @Test
  void theSimulatedAddressMeetsTheFirewall() throws Exception {
    try (var door = open()) {
      var response = get(door, "/hello", "203.0.113.7", door.keys().get("acme"));

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(requests.get(0).layer()).isEqualTo("firewall");
      assertThat(requests.get(0).source()).isEqualTo("203.0.113.7");
    }
  }

  @Test
  void anAddressThatIsNone_isRefused() throws Exception {
    try (var door = open()) {
      assertThat(get(door, "/hello", "example.com", "k").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void anUnknownStageIsForbidden() throws Exception {
    try (var door = open()) {
      var other = URI.create(door.url().toString().replace("/live", "/other"));
      var response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(other).build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
  }

  @Test
  void localJsonHoldsUrlAndKeys_forItsOwnerAlone_whileItServes() throws Exception {
    var file = directory.resolve("state/local.json");
    try (var door = open()) {
      var content = new ObjectMapper().readTree(file.toFile());

      assertThat(content.path("environment").asText()).isEqualTo("test");
      assertThat(content.path("url").asText()).isEqualTo(door.url().toString());
      assertThat(content.at("/customers/acme/key").asText())
          .hasSize(40)
          .isEqualTo(door.keys().get("acme"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void namesWhatItDoesNotModel() throws Exception {
    try (var door = open()) {
      assertThat(door.notModelled())
          .containsExactly("CloudWatch Alarm 1", "Lambda Function: Architectures");
    }
  }

  @Test
  void closingLeavesNoProcess_andFreesThePort() throws Exception {
    var door = open();
    get(door, "/hello", "127.0.0.1", door.keys().get("acme"));
    var processes = door.processes();

    door.close();

    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    try (var again = new ServerSocket(door.url().getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void aPortInUse_isReportedAsSuch() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var options = options(taken.getLocalPort());

      assertThatExceptionOfType(PortInUseException.class)
          .isThrownBy(() -> LocalFrontDoor.open(options, FrontDoorListener.SILENT));
    }
  }

  @Test
  void theCommandSaysInOneLineWhyItCannotStart() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());

      assertThat(run("--env", "test", "--port", port))
          .isEqualTo(
              "2 portcullis local: port %s is in use, choose another with --port\n"
                  .formatted(port));
      assertThat(run("--env", "prod"))
          .isEqualTo("1 portcullis local: unknown environment 'prod', there are: test\n");
    }
  }

  @Test
  void aWrongRowOfTheTour_isExitCode1() throws Exception {
    assertThat(run("--env", "test", "--port", "0", "--check")).isEqualTo("1 ");
  }

  private String run(String... more) throws IOException {
    var err = new StringWriter();
    var arguments = new ArrayList<String>(List.of(more));
    arguments.add("--assembly=" + assembly());
    arguments.add("--state=" + directory.resolve("state"));
    var code =
        LocalCommand.run(
            arguments.toArray(String[]::new),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));
    return code + " " + err;
  }

  private LocalFrontDoor open() throws IOException, InterruptedException {
    return LocalFrontDoor.open(options(0), requests::add);
  }

  private LocalOptions options(int port) throws IOException {
    return new LocalOptions(assembly(), "test", port, directory.resolve("state"));
  }

  private static HttpResponse<String> get(
      LocalFrontDoor door, String path, String source, String key)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(door.url() + path))
                .header(FrontDoorService.SOURCE_HEADER, source)
                .header("x-api-key", key)
                .build(),
            BodyHandlers.ofString());
  }

  private Path assembly() throws IOException {
    return TestAssembly.in(Files.createDirectories(directory.resolve("cdk.out")))
        .asset("abc", TestFunction.zip(directory))
        .stack(
            "Foundation",
            """
            {"Resources": {
              "Function": {"Type": "AWS::Lambda::Function", "Properties": {
                "Runtime": "java25", "Architectures": ["arm64"], "Handler": "%s",
                "Timeout": 20, "MemorySize": 256, "Code": {"S3Key": "abc.zip"}}},
              "Bell": {"Type": "AWS::CloudWatch::Alarm"}},
             "Outputs": {"Function": {"Value": {"Fn::GetAtt": ["Function", "Arn"]},
               "Export": {"Name": "function"}}}}
            """
                .formatted(TestFunction.class.getName()))
        .stack(
            "Gateway",
            """
            {"Resources": {
              "Api": {"Type": "AWS::ApiGateway::RestApi"},
              "Hello": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "hello",
                "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
              "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "GET",
                "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Hello"}, "ApiKeyRequired": true,
                "Integration": {"Type": "AWS_PROXY", "Uri": {"Fn::Join": ["", [
                  "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/",
                  {"Fn::ImportValue": "function"}, "/invocations"]]}}}},
              "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
                "RestApiId": {"Ref": "Api"}}},
              "Key": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true,
                "Tags": [{"Key": "portcullis:customer", "Value": "acme"}]}},
              "Plan": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": [
                {"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Live"}}]}},
              "Member": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
                "KeyId": {"Ref": "Key"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}},
              "Set": {"Type": "AWS::WAFv2::IPSet", "Properties": {"Addresses": ["127.0.0.0/8"]}},
              "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {"DefaultAction": {"Allow": {}},
                "Rules": [{"Name": "Network", "Priority": 0, "Action": {"Block": {}}, "Statement":
                  {"NotStatement": {"Statement": {"IPSetReferenceStatement":
                    {"Arn": {"Fn::GetAtt": ["Set", "Arn"]}}}}}}]}},
              "Link": {"Type": "AWS::WAFv2::WebACLAssociation", "Properties": {
                "WebACLArn": {"Fn::GetAtt": ["Acl", "Arn"]}, "ResourceArn": {"Fn::Sub":
                  "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Live}"}}}}}
            """)
        .write();
  }
}
