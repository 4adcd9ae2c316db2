package io.portcullis.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:111122223333:function:streaming";
  private static final String PRELUDE =
      "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/plain\"}}" + "\0".repeat(8);

  private static final URI NOWHERE = URI.create("http://127.0.0.1:2");

  @TempDir private Path directory;
  private final BlockingQueue<String> parts = new LinkedBlockingQueue<>();
  private Lambda lambda;

  @BeforeEach
  void open() throws Exception {
    lambda = open("rwxr-xr-x");
  }

  @AfterEach
  void close() {
    lambda.close();
  }

  @Test
  void passesOnAPart_beforeTheFunctionIsDone() throws Exception {
    var running = CompletableFuture.supplyAsync(() -> stream("wait"));

    assertThat(parts.poll(60, TimeUnit.SECONDS)).isEqualTo(PRELUDE + "first");
    assertThat(running).isNotDone();
    StreamingFunction.seen(taskRoot());

    assertThat(running.get()).isInstanceOf(InvocationResult.Success.class);
    assertThat(parts).containsExactly("second");
  }

  @Test
  void startsTheWrapper_inPlaceOfTheManagedRuntime() {
    stream("hello");

    assertThat(String.join("", parts)).contains("io.portcullis.runtime.Main no snapshot");
  }

  @Test
  void theWrapperDoesNotReadTheLaunchersArguments() {
    stream("hello");

    assertThat(String.join("", parts)).doesNotContain(StreamingFunction.class.getName());
  }

  @Test
  void anAlias_runsTheHooksOfTheSnapshot() {
    stream(ARN + ":live", "hello");

    assertThat(String.join("", parts)).contains("io.portcullis.runtime.Main a snapshot");
  }

  @Test
  void servesManyEvents_inOneProcess() throws Exception {
    var first = payload("hello");

    for (var i = 0; i < 100; i++) {
      assertThat(payload("hello")).isEqualTo(first);
    }
    assertThat(lambda.processes()).hasSize(1);
  }

  @Test
  void aFailureUnderWay_isAFunctionError_behindTheFirstPart() throws Exception {
    var error = error(stream("fail later"));

    assertThat(parts).containsExactly(PRELUDE + "first");
    assertThat(error.path("errorType").asText()).isEqualTo("Function.HandlerFailed");
    assertThat(payload("hello")).contains("first");
  }

  @Test
  void anExceptionBeforeTheResponse_isAFunctionError() throws Exception {
    var error = error(stream("fail at once"));

    assertThat(parts).isEmpty();
    assertThat(error.path("errorMessage").asText())
        .isEqualTo("the handler failed with 'java.lang.IllegalStateException'");
  }

  @Test
  void aProcessThatExitsUnderWay_isAFunctionError_andTheNextEventGetsAnother() throws Exception {
    var error = error(stream("exit later"));

    assertThat(error.path("errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 3");
    assertThat(payload("hello")).contains("first");
  }

  @Test
  void theTimeoutEndsAStream() throws Exception {
    var error = error(stream(ARN + "-short", "hang"));

    assertThat(error.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    assertThat(lambda.processes()).isEmpty();
  }

  @Test
  void aHandlerThatIsNotThere_isAnInitError() throws Exception {
    var error = error(stream(ARN + "-absent", "hello"));

    assertThat(error.path("errorType").asText()).isEqualTo("Function.InitFailed");
    assertThat(error.path("errorMessage").asText())
        .isEqualTo("java.lang.ClassNotFoundException: no.such.Handler");
  }

  @Test
  void aWrapperThatNobodyMayExecute_doesNotStart() throws Exception {
    lambda.close();
    lambda = open("rw-r--r--");

    assertThatIOException()
        .isThrownBy(() -> lambda.invoke(ARN, "hello".getBytes(UTF_8)))
        .withMessageContaining("Permission denied");
  }

  private Lambda open(String wrapperMode) throws Exception {
    var folder = Files.createTempDirectory(directory, "lambda");
    var environment =
        TestAssembly.in(folder.resolve("cdk.out"))
            .asset("abc", StreamingFunction.zip(folder, wrapperMode))
            .stack("Functions", template())
            .environment();
    var variables = new ProcessVariables(Map.of(), NOWHERE, NOWHERE);
    return new Lambda(environment, variables, directory.resolve("state"));
  }

  private Path taskRoot() throws IOException {
    try (var folders = Files.list(directory.resolve("state/functions"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  private InvocationResult stream(String event) {
    return stream(ARN, event);
  }

  private InvocationResult stream(String arn, String event) {
    try {
      return lambda.invokeWithResponseStream(
          arn, event.getBytes(UTF_8), part -> parts.add(new String(part, UTF_8)));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String payload(String event) throws Exception {
    var result = lambda.invoke(ARN, event.getBytes(UTF_8));
    return new String(((InvocationResult.Success) result).payload(), UTF_8);
  }

  private static JsonNode error(InvocationResult result) throws IOException {
    assertThat(result).isInstanceOf(InvocationResult.FunctionError.class);
    return new ObjectMapper().readTree(((InvocationResult.FunctionError) result).payload());
  }

  private static String template() {
    var function =
        """
        {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "%s", "Handler": "%s",
          "Timeout": %d, "Runtime": "java25", "Code": {"S3Key": "abc.zip"}, "MemorySize": 256,
          "SnapStart": {"ApplyOn": "PublishedVersions"},
          "Environment": {"Variables": {"AWS_LAMBDA_EXEC_WRAPPER": "/var/task/runtime.sh"}}}}
        """;
    var handler = StreamingFunction.class.getName();
    var functions =
        List.of(
            function.formatted("streaming", handler, 60),
            function.formatted("streaming-short", handler, 1),
            function.formatted("streaming-absent", "no.such.Handler", 60));
    return """
        {"Resources": {"Streaming": %s, "Short": %s, "Absent": %s,
          "Version": {"Type": "AWS::Lambda::Version", "Properties": {
            "FunctionName": {"Ref": "Streaming"}}},
          "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live",
            "FunctionName": {"Ref": "Streaming"},
            "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}}}}
        """
        .formatted(functions.toArray());
  }
}
