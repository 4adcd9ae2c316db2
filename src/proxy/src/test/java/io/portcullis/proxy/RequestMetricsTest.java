package io.portcullis.proxy;

import static io.portcullis.proxy.ProxyFunction.event;
import static io.portcullis.proxy.ProxyFunction.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudWatch reads in the line of a request. */
@Timeout(30)
class RequestMetricsTest {
  private static final String TOKEN = "hf_planted_0123456789";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret(TOKEN);
  private final ProxyFunction function = new ProxyFunction(server.url(), secret, () -> NOW);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void countsACallOfACustomer_withItsTimes() {
    secret.hold(TOKEN, Optional.of(NOW.minus(Duration.ofDays(2))));

    function.call(eventOf("acme_corp", "key=key-1&cidr=192.0.2.0/24"));

    assertThat(metadata())
        .isEqualTo(
            parse(
                """
                {
                  "Timestamp": 1795514400123,
                  "CloudWatchMetrics": [
                    { "Namespace": "Portcullis",
                      "Dimensions": [["FunctionName"], ["FunctionName", "Customer"]],
                      "Metrics": [{ "Name": "Calls", "Unit": "Count" }] },
                    { "Namespace": "Portcullis", "Dimensions": [["FunctionName"]],
                      "Metrics": [{ "Name": "FirstByte", "Unit": "Milliseconds" }] },
                    { "Namespace": "Portcullis", "Dimensions": [["FunctionName"]],
                      "Metrics": [{ "Name": "Total", "Unit": "Milliseconds" }] },
                    { "Namespace": "Portcullis", "Dimensions": [["FunctionName"]],
                      "Metrics": [{ "Name": "TokenAge", "Unit": "Seconds" }] }
                  ]
                }
                """));
    assertThat(value("FunctionName").textValue()).isEqualTo("proxy");
    assertThat(value("Customer").textValue()).isEqualTo("acme-corp");
    assertThat(value("Calls").intValue()).isEqualTo(1);
    assertThat(value("TokenAge").intValue()).isEqualTo(2 * 24 * 60 * 60);
    assertThat(value("Total").longValue()).isGreaterThanOrEqualTo(value("FirstByte").longValue());
  }

  @Test
  void countsARefusal_byItsLayer() {
    function.call(event().put("resource", "/metrics"));

    assertThat(metadata().get("CloudWatchMetrics"))
        .isEqualTo(
            parse(
                """
                [
                  { "Namespace": "Portcullis", "Dimensions": [["FunctionName"]],
                    "Metrics": [{ "Name": "Calls", "Unit": "Count" }] },
                  { "Namespace": "Portcullis",
                    "Dimensions": [["FunctionName"], ["FunctionName", "Layer"]],
                    "Metrics": [{ "Name": "Refused", "Unit": "Count" }] },
                  { "Namespace": "Portcullis", "Dimensions": [["FunctionName"]],
                    "Metrics": [{ "Name": "Total", "Unit": "Milliseconds" }] }
                ]
                """));
    assertThat(value("Refused").intValue()).isEqualTo(1);
    assertThat(value("Layer").textValue()).isEqualTo("validation");
  }

  @Test
  void countsACallThatTheEndpointIsStillStartingFor() {
    server.behaves(
        exchange -> {
          LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
          exchange.sendResponseHeaders(503, -1);
        });

    function.call(event().toString(), FakeContext.withMillisLeft(2900));

    assertThat(value("Warming").intValue()).isEqualTo(1);
    assertThat(value("Layer").textValue()).isEqualTo("upstream");
    assertThat(value("UpstreamFailures").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "500, true",
    "502, true",
    "302, true",
    "503, true",
    "429, false",
    "422, false",
    "200, false"
  })
  void countsAFailureOfTheEndpoint_andNotItsRefusals(int status, boolean failure) {
    server.answers(status, Map.of("Content-Type", "application/json"), EndpointServer.COMPLETION);

    function.call(event());

    assertThat(value("UpstreamFailures").asInt()).isEqualTo(failure ? 1 : 0);
  }

  @Test
  void timesNoFirstByte_whereNoneCame() {
    server.behaves(exchange -> exchange.close());

    function.call(event());

    assertThat(value("FirstByte").isMissingNode()).isTrue();
    assertThat(value("UpstreamFailures").intValue()).isEqualTo(1);
  }

  @Test
  void tellsTheTokensAge_onlyWhereItWasRead() {
    secret.hold(TOKEN, Optional.of(NOW));

    function.call(event());
    function.call(event());

    assertThat(function.log().lines().map(line -> parse(line).has("TokenAge")))
        .containsExactly(true, false);
  }

  @Test
  void hasNoTokenOfTheFuture() {
    secret.hold(TOKEN, Optional.of(NOW.plusSeconds(5)));

    function.call(event());

    assertThat(value("TokenAge").intValue()).isZero();
  }

  @Test
  void countsACallThatNobodyCouldRead() {
    function.call("planted nonsense", FakeContext.withMillisLeft(20_000));

    assertThat(value("Calls").intValue()).isEqualTo(1);
    assertThat(value("Layer").textValue()).isEqualTo("guard");
  }

  @ParameterizedTest
  @CsvSource({
    "acme, key=key-2",
    "acme, key=key-10&principal=111111111111:role/acme",
    "acme, ''",
    "acme, key-1",
    "acme, key= key-1",
    "acme, subject=x~26key=key-1",
    "Acme, key=key-1",
    "acme__corp, key=key-1",
    "'<script>', key=key-1",
    "'acme\", \"x', key=key-1",
    "hf_planted_0123456789-, key=key-1"
  })
  void namesNoCustomer_thatTheStageDoesNotBindToTheKey(String variable, String value) {
    function.call(eventOf(variable, value));

    assertNoCustomer();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "key-1&principal=111111111111:role/acme",
        "acme",
        "hf_planted_0123456789"
      })
  void namesNoCustomer_byAKeyIdThatIsNone(String keyId) {
    var event = eventOf("acme", "key=key-1&principal=111111111111:role/acme");
    ((ObjectNode) event.at("/requestContext/identity")).put("apiKeyId", keyId);

    function.call(event);

    assertNoCustomer();
  }

  @Test
  void namesNoCustomer_withoutKeyOrVariables() {
    var event = eventOf("acme", "key=key-1");
    ((ObjectNode) event.at("/requestContext/identity")).putNull("apiKeyId");
    function.call(event);
    assertNoCustomer();

    var nothing = new ProxyFunction(server.url(), secret);
    var unbound = event();
    unbound.putObject("stageVariables").putNull("acme");
    nothing.call(unbound);
    assertThat(nothing.logLine().has("Customer")).isFalse();
  }

  @Test
  void takesNothingElseOfARequest() {
    var event = eventOf("acme", "key=key-1&principal=111111111111:role/acme");
    for (var name : new String[] {"FunctionName", "Customer", "Layer", "_aws", "Calls"}) {
      ((ObjectNode) event.get("multiValueHeaders")).putArray(name).add("planted");
      ((ObjectNode) event.get("requestContext")).put(name, "planted");
      event.put(name, "planted");
    }

    function.call(event);

    assertThat(function.log()).doesNotContain("planted");
    assertThat(value("Customer").textValue()).isEqualTo("acme");
  }

  private void assertNoCustomer() {
    assertThat(function.logLine().has("Customer")).isFalse();
    assertThat(metadata().at("/CloudWatchMetrics/0/Dimensions"))
        .hasToString("[[\"FunctionName\"]]");
    assertThat(metadata().toString()).doesNotContain("planted", "Customer");
  }

  private JsonNode metadata() {
    return value("_aws");
  }

  private JsonNode value(String member) {
    return function.logLine().path(member);
  }

  private static ObjectNode eventOf(String variable, String value) {
    var event = event();
    event.putObject("stageVariables").put(variable, value);
    return event;
  }
}
