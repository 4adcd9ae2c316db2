package io.portcullis.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.http.HttpCaller;
import io.portcullis.http.RawServer;
import io.portcullis.http.StubServer;
import io.portcullis.huggingface.WhoAmI.ScopedPermission;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpHubTest {
  private static final AccessToken TOKEN = AccessToken.parse("hf_planted0123456789").orElseThrow();

  @Test
  void asksWhoAmI_withTheToken() {
    var seen = new AtomicReference<String>();
    try (var server =
        new StubServer(
            exchange -> {
              seen.set(
                  exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestURI()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Authorization"));
              exchange.sendResponseHeaders(401, -1);
              exchange.close();
            })) {
      whoAmI(server);

      assertThat(seen).hasValue("GET /api/whoami-v2 Bearer hf_planted0123456789");
    }
  }

  @Test
  void tellsRoleAndPermissions_ofAnAcceptedToken() {
    assertThat(
            answer(
                """
                {"type":"user","id":"1","name":"acme","orgs":[{"name":"acme"}],
                 "auth":{"type":"access_token","accessToken":{
                   "displayName":"proxy","role":"fineGrained","createdAt":"2026-11-01T00:00:00Z",
                   "fineGrained":{"global":[],"canReadGatedRepos":false,"scoped":[
                     {"entity":{"_id":"1","type":"org","name":"acme"},
                      "permissions":["inference.endpoints.infer.write"]},
                     {"entity":{"_id":"2","type":"user","name":"me"},"permissions":[]}]}}}}
                """))
        .isEqualTo(
            accepted(
                "fineGrained",
                Set.of(new ScopedPermission("acme", "inference.endpoints.infer.write")),
                Set.of(),
                false));
  }

  @Test
  void tellsEveryWiderRight() {
    assertThat(
            answer(
                """
                {"auth":{"accessToken":{"role":"fineGrained","fineGrained":{
                  "canReadGatedRepos":true,"global":["discussion.write"],
                  "scoped":[{"permissions":["repo.write"]},{"permissions":["repo.content.read"]}]}}}}
                """))
        .isEqualTo(
            accepted(
                "fineGrained",
                Set.of(
                    new ScopedPermission("unrecognized", "repo.write"),
                    new ScopedPermission("unrecognized", "repo.content.read")),
                Set.of("discussion.write"),
                true));
  }

  @Test
  void grantsNothing_whereNothingIsSaid() {
    assertThat(answer("{\"auth\":{\"accessToken\":{\"role\":\"write\"}}}"))
        .isEqualTo(accepted("write", Set.of(), Set.of(), false));
    assertThat(answer("{\"auth\":{\"type\":\"oauth\"}}"))
        .isEqualTo(accepted("unrecognized", Set.of(), Set.of(), false));
  }

  @Test
  void passesOnNoTextOfTheHub_thatCouldBeAToken() {
    assertThat(
            answer(
                """
                {"auth":{"accessToken":{"role":"hf_planted0123456789","fineGrained":{
                  "canReadGatedRepos":"no","global":"hf_planted0123456789",
                  "scoped":[{"permissions":["hf_planted0123456789",{"a":1},null]},7]}}}}
                """))
        .isEqualTo(
            accepted(
                "unrecognized",
                Set.of(new ScopedPermission("unrecognized", "unrecognized")),
                Set.of("unrecognized"),
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED",
    "400, UNEXPECTED_STATUS",
    "500, UNEXPECTED_STATUS",
    "503, UNEXPECTED_STATUS",
    "204, UNEXPECTED_STATUS",
    "302, UNEXPECTED_STATUS"
  })
  void isUnavailable_forAStatusThatSaysNothingOfTheToken(int status, Unavailability reason) {
    try (var server = StubServer.answering(status, Map.of("Location", "https://x.org"), "")) {
      assertThat(whoAmI(server)).isEqualTo(unavailable(reason));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "<html>hello</html>",
        "{\"auth\":",
        "[]",
        "null",
        "{}",
        "{\"auth\":1}",
        "{\"auth\":{}} {}"
      })
  void isUnavailable_forABodyThatIsNotTheDocumentedOne(String body) {
    assertThat(answer(body)).isEqualTo(unavailable(Unavailability.UNREADABLE));
  }

  @Test
  void isUnavailable_forAnEndlessBody() {
    assertThat(answer("{\"auth\":{\"type\":\"" + "x".repeat(1 << 20) + "\"}}"))
        .isEqualTo(unavailable(Unavailability.UNREADABLE));
  }

  @Test
  void isUnavailable_whenItDoesNotAnswerInTime() {
    var release = new CountDownLatch(1);
    try (var server = new RawServer((in, out) -> release.await())) {
      var hub = new HttpHub(server.url(), caller(), Duration.ofMillis(200));

      assertThat(hub.whoAmI(TOKEN)).isEqualTo(unavailable(Unavailability.TIMED_OUT));
    } finally {
      release.countDown();
    }
  }

  @Test
  void rejects_andIsNotReady() {
    try (var unknown = StubServer.answering(401, Map.of(), "{\"error\":\"Invalid token\"}");
        var pending = StubServer.answering(403, Map.of(), "{\"error\":\"needs approval\"}")) {
      assertThat(whoAmI(unknown)).isEqualTo(new HubReply.Refused<>(HubReply.Refusal.UNAUTHORIZED));
      assertThat(whoAmI(pending)).isEqualTo(new HubReply.Refused<>(HubReply.Refusal.FORBIDDEN));
    }
  }

  private static HubReply<WhoAmI> answer(String body) {
    try (var server = StubServer.answering(200, Map.of("Content-Type", "application/json"), body)) {
      return whoAmI(server);
    }
  }

  private static HubReply<WhoAmI> whoAmI(StubServer server) {
    return new HttpHub(server.url(), caller(), Duration.ofSeconds(20)).whoAmI(TOKEN);
  }

  private static HubReply<WhoAmI> accepted(
      String role, Set<ScopedPermission> scoped, Set<String> global, boolean gated) {
    return new HubReply.Done<>(new WhoAmI(role, scoped, global, gated, Optional.empty()));
  }

  private static HubReply<WhoAmI> unavailable(Unavailability reason) {
    return new HubReply.Unavailable<>(reason, Optional.empty());
  }

  private static HttpCaller caller() {
    return new HttpCaller(Duration.ofSeconds(3));
  }
}
