package io.portcullis.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:111122223333:function:";

  @TempDir private Path directory;
  private Lambda lambda;

  @BeforeEach
  void open() throws IOException {
    var environment =
        TestAssembly.in(directory.resolve("cdk.out"))
            .asset("abc", TestFunction.zip(directory))
            .stack("Functions", template())
            .environment();
    var variables =
        new ProcessVariables(
            Map.of("AWS_ENDPOINT_URL", URI.create("http://127.0.0.1:1")),
            URI.create("http://127.0.0.1:3"),
            URI.create("http://127.0.0.1:2"));
    lambda = new Lambda(environment, variables, directory.resolve("state"));
  }

  @AfterEach
  void close() {
    lambda.close();
  }

  @Test
  void runsThePackage_underTheRuntimeInterfaceClient() throws Exception {
    var seen = success(lambda.invoke(ARN + "plain", event("hello")));

    assertThat(seen.path("remaining").asInt()).isBetween(1, 20_000);
    assertThat(seen.path("arn").asText()).isEqualTo(ARN + "plain");
    assertThat(seen.path("version").asText()).isEqualTo("$LATEST");
    assertThat(seen.path("type").asText()).isEqualTo("on-demand");
    assertThat(Files.readString(directory.resolve("state/logs/plain.log"))).contains("got hello");
  }

  @Test
  void anHttpsAddress_leadsToThisMachine_andTheHostsVariablesAreNotInherited() throws Exception {
    var seen = success(lambda.invoke(ARN + "plain", event("hello")));

    assertThat(seen.path("url").asText()).isEqualTo("http://127.0.0.1:2/api");
    assertThat(seen.path("home").asText()).isEqualTo("null");
  }

  @Test
  void anIssuersAddress_leadsToItsStandIn() {
    assertThat(lambda.variables(ARN + "plain:live"))
        .containsEntry("ISSUER", "http://127.0.0.1:3/tenant")
        .containsEntry("HUB_URL", "http://127.0.0.1:2/api");
    assertThat(lambda.variables(ARN + "nobody")).isEmpty();
  }

  @Test
  void anIdleEnvironmentServesTheNextEvent() throws Exception {
    var first = success(lambda.invoke(ARN + "plain", event("a"))).path("pid").asLong();
    var second = success(lambda.invoke(ARN + "plain", event("b"))).path("pid").asLong();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void eventsAtOnce_haveAProcessEach() throws Exception {
    var calls = Executors.newFixedThreadPool(4);
    try {
      Callable<InvocationResult> call = () -> lambda.invoke(ARN + "plain", event("wait"));
      var results = calls.invokeAll(Collections.nCopies(4, call));
      var processes = new HashSet<Long>();
      for (var result : results) {
        processes.add(success(result.get()).path("pid").asLong());
      }

      assertThat(processes).hasSize(4);
    } finally {
      calls.shutdown();
    }
  }

  @Test
  void anAlias_runsItsVersionFromASnapshot() throws Exception {
    var seen = success(lambda.invoke(ARN + "plain:live", event("hello")));

    assertThat(seen.path("version").asText()).isEqualTo("1");
    assertThat(seen.path("type").asText()).isEqualTo("snap-start");
  }

  @Test
  void anExceptionIsAFunctionError() throws Exception {
    var error = error(lambda.invoke(ARN + "plain", event("fail")));

    assertThat(error.path("errorMessage").asText()).isEqualTo("asked to fail");
    assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void theTimeoutEndsTheProcess() throws Exception {
    var error = error(lambda.invoke(ARN + "short", event("hang")));

    assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(error.path("errorMessage").asText())
        .endsWith("Error: Task timed out after 1.00 seconds");
    assertThat(lambda.processes()).isEmpty();
  }

  @Test
  void aProcessThatExits_isAFunctionError_andTheNextEventGetsAnother() throws Exception {
    var error = error(lambda.invoke(ARN + "plain", event("exit")));

    assertThat(error.path("errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 3");
    assertThat(success(lambda.invoke(ARN + "plain", event("hello")))).isNotNull();
  }

  @Test
  void theEndOfAProcess_startsNoThreadForEveryEventItHad() throws Exception {
    for (var call = 0; call < 100; call++) {
      lambda.invoke(ARN + "plain", event("hello"));
    }
    var threads = ManagementFactory.getThreadMXBean();
    var before = threads.getTotalStartedThreadCount();

    // The event after it shows that the end was noticed.
    lambda.invoke(ARN + "plain", event("exit"));
    lambda.invoke(ARN + "plain", event("hello"));

    assertThat(threads.getTotalStartedThreadCount() - before).isLessThan(50);
  }

  @Test
  void beyondReservedConcurrency_eventsAreThrottled() throws Exception {
    assertThat(lambda.invoke(ARN + "closed", event("hello")))
        .isInstanceOf(InvocationResult.Rejected.class);
  }

  @Test
  void aHandlerThatIsNotThere_isReported() throws Exception {
    var error = error(lambda.invoke(ARN + "absent", event("hello")));

    assertThat(error.path("errorMessage").asText()).contains("Class not found: no.such.Handler");
  }

  @Test
  void anUnknownFunction_isRejected() throws Exception {
    assertThat(lambda.invoke(ARN + "nobody", event("")))
        .isInstanceOf(InvocationResult.Rejected.class);
  }

  @Test
  void aFunctionOnAnotherRuntime_isNamed() {
    assertThat(lambda.notRun()).containsExactly("function 'Node' (nodejs22.x)");
  }

  @Test
  void closing_leavesNoProcess() throws Exception {
    lambda.invoke(ARN + "plain", event("hello"));
    var processes = lambda.processes();

    lambda.close();

    assertThat(processes).hasSize(1).noneMatch(ProcessHandle::isAlive);
  }

  private static byte[] event(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode success(InvocationResult result) throws IOException {
    assertThat(result).isInstanceOf(InvocationResult.Success.class);
    return new ObjectMapper().readTree(((InvocationResult.Success) result).payload());
  }

  private static JsonNode error(InvocationResult result) throws IOException {
    assertThat(result).isInstanceOf(InvocationResult.FunctionError.class);
    return new ObjectMapper().readTree(((InvocationResult.FunctionError) result).payload());
  }

  private static String template() {
    var common =
        """
        "Runtime": "java25", "Code": {"S3Key": "abc.zip"}, "MemorySize": 256,
        "Environment": {"Variables": {"HUB_URL": "https://huggingface.co/api",
          "ISSUER": "https://login.example.com/tenant"}},
        "SnapStart": {"ApplyOn": "PublishedVersions"}
        """;
    return """
        {"Resources": {
          "Plain": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "plain",
            "Handler": "%2$s", "Timeout": 20, %1$s}},
          "Version": {"Type": "AWS::Lambda::Version", "Properties": {
            "FunctionName": {"Ref": "Plain"}}},
          "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live",
            "FunctionName": {"Ref": "Plain"},
            "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}},
          "Short": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "short",
            "Handler": "%2$s", "Timeout": 1, %1$s}},
          "Closed": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "closed",
            "Handler": "%2$s", "ReservedConcurrentExecutions": 0, %1$s}},
          "Absent": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "absent",
            "Handler": "no.such.Handler", %1$s}},
          "Node": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "node",
            "Handler": "index.handler", "Runtime": "nodejs22.x"}}}}
        """
        .formatted(common, TestFunction.class.getName());
  }
}
