package io.portcullis.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.proxy.breaker.BreakerSettings;
import io.portcullis.proxy.duplicate.DuplicateLimit;
import io.portcullis.proxy.quota.SpendCeiling;
import io.portcullis.proxy.quota.TableFailure;
import io.portcullis.proxy.table.LocalTable;
import io.portcullis.proxy.token.StoredToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that comes to nothing behind the guards leaves nothing taken. */
class UncalledEndpointTest {
  private static final String ONE_REQUEST = "requests_day=1";

  private static final StateSettings STATE =
      new StateSettings(
          Optional.of("state"),
          TableFailure.REFUSE,
          new DuplicateLimit(0, Duration.ofMinutes(1)),
          new BreakerSettings(0, Duration.ofSeconds(15), Duration.ofSeconds(30)),
          Duration.ofDays(1),
          SpendCeiling.NONE);

  private final EndpointServer server = new EndpointServer();
  private final FakeTokenSecret secret = new FakeTokenSecret("hf_old_planted_0123456789");
  private final ProxyHandler function =
      new ProxyHandler(
          new ProxyService(
              new ProxySettings(
                  server.url(),
                  "arn",
                  Duration.ofMinutes(1),
                  ProxyFunction.TIMEOUTS,
                  ProxyFunction.LIMITS,
                  STATE),
              secret,
              Optional.of(LocalTable.create()),
              InstantSource.system(),
              new PrintStream(new ByteArrayOutputStream(), true, UTF_8)));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesBackQuotaAndKey_whereNoTokenIsLeft() {
    call(event("requests_day=2"));
    server.knowsOnly("hf_new_planted_0123456789");
    secret.hold(new StoredToken.Missing());

    var refused = call(keyed(event("requests_day=2")));
    secret.hold("hf_new_planted_0123456789");
    var answered = call(keyed(event("requests_day=2")));

    assertThat(refused).contains("token_missing");
    assertThat(answered).startsWith("{\"statusCode\":200");
  }

  @Test
  void freesTheKey_whereThePlanCannotBeRead() {
    var refused = call(keyed(event("requests_day=none")));
    var answered = call(keyed(event(ONE_REQUEST)));

    assertThat(refused).contains("quota_unavailable");
    assertThat(answered).startsWith("{\"statusCode\":200");
  }

  private static ObjectNode event(String plan) {
    var event = ProxyFunction.event();
    event
        .putObject("stageVariables")
        .put("acme", "key=key-1&plan=standard&cidr=192.0.2.0/24")
        .put("PLAN_STANDARD", plan);
    return event;
  }

  private static ObjectNode keyed(ObjectNode event) {
    event.withObject("/multiValueHeaders").putArray("Idempotency-Key").add("order-1");
    return event;
  }

  private String call(ObjectNode event) {
    var answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.toString().getBytes(UTF_8)),
        answer,
        FakeContext.withMillisLeft(20_000));
    return answer.toString(UTF_8);
  }
}
