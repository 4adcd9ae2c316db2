package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.proxy.bodylog.BodyLog;
import io.portcullis.proxy.bodylog.BodyLogSettings;
import io.portcullis.proxy.bodylog.SampledBodies;
import io.portcullis.proxy.breaker.BreakerSettings;
import io.portcullis.proxy.deadline.Sleeper;
import io.portcullis.proxy.duplicate.DuplicateLimit;
import io.portcullis.proxy.quota.SpendCeiling;
import io.portcullis.proxy.quota.TableFailure;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.table.UnreliableTable;
import io.portcullis.proxy.table.Value;
import io.portcullis.proxy.token.StoredToken;
import io.portcullis.proxy.token.VersionStage;
import io.portcullis.redaction.Planted;
import io.portcullis.redaction.RedactedException;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import io.portcullis.runtime.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of every kind go in everywhere, and none comes out anywhere. */
@Timeout(60)
class LeakGateTest {
  private static final StateSettings STATE =
      new StateSettings(
          Optional.of("state"),
          TableFailure.REFUSE,
          new DuplicateLimit(3, Duration.ofDays(1)),
          new BreakerSettings(1000, Duration.ofSeconds(15), Duration.ofSeconds(30)),
          Duration.ofHours(24),
          new SpendCeiling(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE));

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret(Planted.TOKEN);
  private final LocalTable table = LocalTable.create();
  private final UnreliableTable written = new UnreliableTable(table);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<String> bodies = new ArrayList<>();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @BeforeEach
  void redirect() {
    var stream = RedactingOutput.printing(printed, Redactor.ofForms());
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void stop() {
    System.setOut(out);
    System.setErr(err);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 401, 403, 404, 422, 424, 429, 500, 503})
  void whateverTheEndpointAnswers(int status) throws IOException {
    var body = JsonNodeFactory.instance.objectNode().put("error", Planted.all());
    server.answers(
        status,
        Map.of(
            "Content-Type",
            "application/json",
            "X-Request-Id",
            Planted.TOKEN,
            "Retry-After",
            Planted.TOKEN,
            "Location",
            "https://x.org/" + Planted.TOKEN,
            "WWW-Authenticate",
            "Bearer " + Planted.TOKEN),
        body.toString());

    assertNothingLeft();
    assertThat(Planted.in(buffered(full()) + streamed(full()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"not JSON", "{\"messages\":7}", "{\"messages\":[]}", ""})
  void whateverAClientSends(String start) throws IOException {
    var event = full().put("body", start + Planted.all()).put("path", "/" + Planted.all());

    assertThat(Planted.in(buffered(event) + streamed(event))).isEmpty();
    assertThat(Planted.in(buffered(event.put("httpMethod", Planted.all())))).isEmpty();
    assertNothingLeft();
  }

  @Test
  void whereAStreamDies() throws IOException {
    server.behaves(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(chunk("first").getBytes(UTF_8));
          exchange.getResponseBody().flush();
          exchange.getResponseBody().write(("data: " + Planted.texts()).getBytes(UTF_8));
        });

    var answer = streamed(full());

    assertThat(answer).contains("first", "upstream_interrupted");
    assertThat(Planted.in(answer)).isEmpty();
    assertNothingLeft();
  }

  /** What else the model says reaches who asked; the gateway's token reaches nobody. */
  @Test
  void whereAModelSaysTheToken_inParts() throws IOException {
    var events = new StringBuilder(chunk("It is "));
    for (var part : Planted.TOKEN.split("(?<=\\G.{3})")) {
      events.append(chunk(part));
    }
    server.answers(200, Map.of("Content-Type", "text/event-stream"), events + "data: [DONE]\n\n");

    var answer = streamed(full());

    assertThat(answer).contains("It is ", "upstream_response_invalid").doesNotContain("pla");
    assertThat(buffered(full())).contains("upstream_response_invalid");
    assertNothingLeft();
  }

  @Test
  void whatTheBodyLogHolds() throws IOException {
    var events = new StringBuilder();
    for (var part : Planted.ofStrangers().split("(?s)(?<=\\G.{4})")) {
      events.append(chunk(part));
    }
    server.answers(200, Map.of("Content-Type", "text/event-stream"), events + "data: [DONE]\n\n");

    streamed(full());
    buffered(full());

    assertThat(bodies).hasSize(2);
    assertThat(Planted.in(String.join("\n", bodies))).isEmpty();
    var event = new ObjectMapper().readTree(bodies.get(0));
    assertThat(event.get("request_id").asText()).isEqualTo("request-1");
    assertThat(event.get("request").asText()).contains("\"max_tokens\":64", "[redacted:email]");
    assertThat(event.at("/answer/content 0").asText()).contains("[redacted:card]");
  }

  /** An answer is there while somebody waits for it. */
  @Test
  void whatTheTableHolds() {
    var whole = JsonNodeFactory.instance.objectNode();
    whole
        .putArray("choices")
        .addObject()
        .putObject("message")
        .put("content", Planted.ofStrangers());
    server.behaves(
        exchange -> {
          while (!table.items().toString().contains("awaited")) {
            Sleeper.ofThread().sleep(Duration.ofMillis(20));
          }
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(whole.toString().getBytes(UTF_8));
        });
    var event = full();

    var other = CompletableFuture.supplyAsync(() -> buffered(event));
    assertThat(buffered(event)).contains("\"statusCode\":200");
    assertThat(other.join()).contains("\"statusCode\":200");
    server.answers(200, Map.of("Content-Type", "application/json"), whole.toString());
    for (var i = 0; i < 3; i++) {
      buffered(full());
    }

    assertThat(buffered(full())).contains("guard_duplicates");
    assertThat(table.items())
        .extracting(item -> item.at("/id/S").asText().replaceFirst("#.*", ""))
        .contains("customer", "duplicate", "idempotency", "spend");
    assertThat(writtenValues()).anyMatch(Value.Bytes.class::isInstance);
    assertNothingLeft();
  }

  @Test
  void whereSomethingThrows() {
    var failing =
        new FakeTokenSecret(Planted.TOKEN) {
          @Override
          public StoredToken read(VersionStage stage, Duration timeout) {
            throw new IllegalStateException(Planted.all(), new IOException(Planted.all()));
          }
        };
    var handler = new ProxyHandler(service(failing));

    handler.handleRequest(in(full()), new ByteArrayOutputStream(), context());
    assertThatExceptionOfType(RedactedException.class)
        .isThrownBy(() -> handler.handleRequest(in(full()), failingOutput(), context()))
        .satisfies(Throwable::printStackTrace)
        .withMessage("the handler failed with 'java.io.IOException'");

    assertThat(printed.toString(UTF_8)).contains("IllegalStateException", "LeakGateTest");
    assertNothingLeft();
  }

  @Test
  void itsOwnLinesStayAsTheyAre() {
    var function = new ProxyFunction(server.url(), secret);
    function.call(event());
    function.call(event().put("body", "no JSON"));

    assertThat(Redactor.ofForms().redact(function.log())).isEqualTo(function.log());
  }

  /** A library may print what it is given, as a whole or bit by bit. */
  @Test
  void whateverALibraryPrints() {
    careless(System.out);

    assertThat(printed.toString(UTF_8)).contains("[redacted:card]");
    assertNothingLeft();
  }

  /** The gate can fail: without the redactor, it finds each of them. */
  @Test
  void theGateFindsThemAll_withoutRedactor() {
    var plain = new ByteArrayOutputStream();

    careless(new PrintStream(plain, true, UTF_8));

    assertThat(Planted.in(plain.toString(UTF_8))).hasSize(Planted.count());
  }

  private static void careless(PrintStream print) {
    print.println(full());
    new IllegalStateException(Planted.all()).printStackTrace(print);
    for (var text : Planted.texts()) {
      text.chars().forEach(c -> print.print((char) c));
      print.println();
    }
  }

  private void assertNothingLeft() {
    System.out.flush();
    assertThat(Planted.in(printed.toString(UTF_8))).isEmpty();
    assertThat(Planted.in(table.items().toString())).isEmpty();
    for (var value : writtenValues()) {
      var text =
          value instanceof Value.Bytes bytes
              ? new String(bytes.bytes(), ISO_8859_1)
              : value.toString();
      assertThat(Planted.in(text)).isEmpty();
    }
  }

  /** All that ever was in the table, though it may be gone. */
  private List<Value> writtenValues() {
    return written.writes().stream().flatMap(update -> update.values().values().stream()).toList();
  }

  /** A good request with secrets in its prompt and its headers. */
  private static ObjectNode full() {
    var event = event();
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", "m")
            .put("max_tokens", 64)
            .put("stream", true);
    body.putArray("messages").addObject().put("role", "user").put("content", Planted.all());
    var headers = (ObjectNode) event.get("multiValueHeaders");
    for (var name : new String[] {"Authorization", "x-api-key", "Cookie", "X-Note"}) {
      headers.putArray(name).add(Planted.all());
    }
    headers.putArray("Idempotency-Key").add(Planted.TOKEN + UUID.randomUUID());
    event
        .putObject("stageVariables")
        .put("acme", "key=key-1&cidr=192.0.2.0/24&plan=standard")
        .put("PLAN_STANDARD", "requests_day=1000&tokens_day=1000000");
    return event.put("body", body.toString());
  }

  private ProxyService service(FakeTokenSecret tokens) {
    Function<Redactor, SampledBodies> sampled =
        redactor ->
            SampledBodies.on(
                new BodyLogSettings("bodies", 1),
                (time, message, timeout) -> {
                  bodies.add(message);
                  return BodyLog.Outcome.WRITTEN;
                },
                redactor,
                InstantSource.system());
    return new ProxyService(
        new ProxySettings(
            server.url(),
            "arn",
            Duration.ofMinutes(1),
            ProxyFunction.TIMEOUTS,
            ProxyFunction.LIMITS,
            STATE),
        tokens,
        Optional.of(written),
        InstantSource.system(),
        System.out,
        sampled);
  }

  private String buffered(JsonNode event) {
    var answer = new ByteArrayOutputStream();
    new ProxyHandler(service(secret)).handleRequest(in(event), answer, context());
    return answer.toString(UTF_8);
  }

  private String streamed(JsonNode event) throws IOException {
    var response = new StreamedResponse();
    new StreamingProxyHandler(service(secret), "proxy")
        .handle(
            new Invocation(
                "id", "arn", Instant.now().plusSeconds(60), event.toString().getBytes(UTF_8)),
            response);
    return response.prelude().headers() + response.rest();
  }

  private static FakeContext context() {
    return FakeContext.withMillisLeft(20_000);
  }

  private static ByteArrayInputStream in(JsonNode event) {
    return new ByteArrayInputStream(event.toString().getBytes(UTF_8));
  }

  private static OutputStream failingOutput() {
    return new OutputStream() {
      @Override
      public void write(int single) throws IOException {
        throw new IOException(Planted.all());
      }
    };
  }

  private static String chunk(String content) {
    var event = JsonNodeFactory.instance.objectNode();
    event.putArray("choices").addObject().putObject("delta").put("content", content);
    return "data: " + event + "\n\n";
  }
}
