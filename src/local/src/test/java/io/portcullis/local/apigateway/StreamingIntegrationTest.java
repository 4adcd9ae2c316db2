package io.portcullis.local.apigateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamingIntegrationTest {
  private static final String NULS = "\0".repeat(8);
  private static final FunctionInvoker.Result DONE =
      new FunctionInvoker.Result.Returned(new byte[0]);

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private LoopbackServer server;
  private Behaviour behaviour;

  /** What the function sends, and how it ends. */
  @FunctionalInterface
  private interface Behaviour {
    FunctionInvoker.Result run(Consumer<String> payload) throws InterruptedException;
  }

  /** A function that streams, and nothing else. */
  private record Streaming(Behaviour behaviour) implements FunctionInvoker {
    @Override
    public Result invoke(String functionArn, byte[] event) {
      throw new UnsupportedOperationException("the API does not stream");
    }

    @Override
    public Result stream(String functionArn, byte[] event, Consumer<byte[]> payload)
        throws InterruptedException {
      return behaviour.run(text -> payload.accept(text.getBytes(UTF_8)));
    }
  }

  @BeforeEach
  void open() throws IOException {
    var environment = TestAssembly.in(directory).stack("Api", template()).environment();
    var log = new AccessLog(directory.resolve("access.log"));
    var functions = new Streaming(payload -> behaviour.run(payload));
    var api = RestApi.of(environment, functions, log, Clocks.system()).get(0);
    server =
        LoopbackServer.start(
            "api",
            0,
            1000,
            (call, reply) -> {
              outcome.complete(api.handle(call, ApiFixture.HERE));
              outcome.join().sendTo(reply);
            });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPartReachesTheClient_beforeTheFunctionIsDone() throws Exception {
    var seen = new CountDownLatch(1);
    behaviour =
        payload -> {
          payload.accept("{\"statusCode\":200}" + NULS + "first");
          assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
          payload.accept("second");
          return DONE;
        };

    var body = call().body();
    assertThat(new String(body.readNBytes(5), UTF_8)).isEqualTo("first");
    seen.countDown();
    assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second");
  }

  @Test
  void statusAndHeadersReachTheClient_beforeAnyPart() throws Exception {
    var seen = new CountDownLatch(1);
    behaviour =
        payload -> {
          payload.accept(
              """
              {"statusCode": 201, "headers": {"x-a": "1"}, "multiValueHeaders": {"x-b": ["2", "3"]},
               "cookies": ["c=d", "e=f"]}
              """
                  + NULS);
          assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
          return DONE;
        };

    var response = call();
    seen.countDown();

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("x-a")).contains("1");
    assertThat(response.headers().allValues("x-b")).containsExactly("2", "3");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("c=d", "e=f");
    assertThat(response.headers().firstValue("transfer-encoding")).contains("chunked");
    assertThat(response.body().readAllBytes()).isEmpty();
  }

  @Test
  void takesAPrelude_thatComesByteByByte() throws Exception {
    behaviour =
        payload -> {
          ("{\"statusCode\":202}" + NULS + "body")
              .chars()
              .forEach(next -> payload.accept(Character.toString(next)));
          return DONE;
        };

    var response = call();

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body().readAllBytes()).isEqualTo("body".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"statusCode\":200}",
        "{\"statusCode\":200,\"body\":\"of a buffered function\"}",
        "{\"statusCode\":200}\0\0\0\0\0\0\0",
        "{\"statusCode\":200,\"body\":\"\"}\0\0\0\0\0\0\0\0",
        "{\"statusCode\":\"yes\"}\0\0\0\0\0\0\0\0",
        "{\"statusCode\":200} {}\0\0\0\0\0\0\0\0",
        "[]\0\0\0\0\0\0\0\0",
        "not JSON\0\0\0\0\0\0\0\0"
      })
  void aPayloadInAnotherFormat_is500(String text) throws Exception {
    behaviour =
        payload -> {
          payload.accept(text);
          return DONE;
        };

    assertThat(call().statusCode()).isEqualTo(500);
  }

  @Test
  void aPreludeThatIsTooLong_is500() throws Exception {
    behaviour =
        payload -> {
          payload.accept("{\"headers\":{\"x\":\"%s\"}}".formatted("y".repeat(17_000)) + NULS);
          return DONE;
        };

    assertThat(call().statusCode()).isEqualTo(500);
  }

  @Test
  void aFunctionThatFailsFirst_is502() throws Exception {
    behaviour = payload -> new FunctionInvoker.Result.Failed("asked to fail");

    assertThat(call().statusCode()).isEqualTo(502);
  }

  @Test
  void aFunctionThatDoesNotRun_is500() throws Exception {
    behaviour = payload -> new FunctionInvoker.Result.Rejected();

    assertThat(call().statusCode()).isEqualTo(500);
  }

  @Test
  void aFunctionThatFailsUnderWay_breaksOffTheConnection() throws Exception {
    behaviour =
        payload -> {
          payload.accept("{}" + NULS + "first");
          return new FunctionInvoker.Result.Failed("asked to fail");
        };

    var response = call();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThatIOException().isThrownBy(() -> response.body().readAllBytes());
  }

  @Test
  void aRefusalIsKnownByItsLayer() throws Exception {
    behaviour =
        payload -> {
          payload.accept("{\"statusCode\":429}" + NULS);
          payload.accept("{\"error\":{\"layer\":\"upstream\"}}");
          return DONE;
        };

    assertThat(call().body().readAllBytes()).asString().contains("upstream");
    assertThat(outcome.join().layer()).isEqualTo("upstream");
  }

  @Test
  void theAccessLogTellsTheLength_ofWhatWentOut() throws Exception {
    behaviour =
        payload -> {
          payload.accept("{}" + NULS + "first");
          payload.accept("second");
          return DONE;
        };

    call().body().readAllBytes();

    assertThat(Files.readString(directory.resolve("access.log"))).isEqualTo("200 11\n");
  }

  @Test
  void aStreamThatIsIdleForTooLong_breaksOff() throws Exception {
    var result =
        direct(
            Duration.ofMillis(20),
            Duration.ofMinutes(1),
            payload -> {
              payload.accept("{}" + NULS + "first");
              new CountDownLatch(1).await();
              return DONE;
            });

    var body = new ByteArrayOutputStream();
    assertThat(result).isInstanceOf(LambdaIntegration.Result.Streamed.class);
    assertThatIOException()
        .isThrownBy(() -> ((LambdaIntegration.Result.Streamed) result).body().copyTo(body));
    assertThat(body.toString(UTF_8)).isEqualTo("first");
  }

  @Test
  void aStreamThatGoesOnForTooLong_breaksOff() throws Exception {
    var result =
        direct(
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            payload -> {
              payload.accept("{}" + NULS);
              while (!Thread.interrupted()) {
                payload.accept("x");
                TimeUnit.MILLISECONDS.sleep(1);
              }
              return DONE;
            });

    assertThat(result).isInstanceOf(LambdaIntegration.Result.Streamed.class);
    assertThatIOException()
        .isThrownBy(
            () ->
                ((LambdaIntegration.Result.Streamed) result)
                    .body()
                    .copyTo(new ByteArrayOutputStream()));
  }

  @Test
  void aFunctionThatNeverBegins_isATimeout() throws Exception {
    var result =
        direct(
            Duration.ofMinutes(1),
            Duration.ofMillis(20),
            payload -> {
              new CountDownLatch(1).await();
              return DONE;
            });

    assertThat(((LambdaIntegration.Result.Broken) result).error().type())
        .isEqualTo(GatewayResponseType.INTEGRATION_TIMEOUT);
  }

  private static LambdaIntegration.Result direct(Duration idle, Duration total, Behaviour behaviour)
      throws InterruptedException {
    return new StreamingIntegration(
            new Streaming(behaviour), StreamingIntegrationTest::daemon, idle)
        .call(new Integration.LambdaProxy("arn", total, true), new byte[0]);
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private HttpResponse<InputStream> call() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.url().resolve("/live/chat")).GET().build();
    return client.send(request, BodyHandlers.ofInputStream());
  }

  private static String template() {
    return """
        {"Resources": {
          "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {}},
          "Chat": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "chat",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Get": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "Api"},
            "ResourceId": {"Ref": "Chat"}, "HttpMethod": "GET", "AuthorizationType": "NONE",
            "Integration": {"Type": "AWS_PROXY", "ResponseTransferMode": "STREAM", "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-west-1:111122223333:function:proxy/response-streaming-invocations"}}},
          "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
            "AccessLogSetting": {"Format": "$context.status $context.responseLength"},
            "RestApiId": {"Ref": "Api"}}}}}
        """;
  }
}
