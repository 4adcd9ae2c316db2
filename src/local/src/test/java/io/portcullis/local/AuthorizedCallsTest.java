package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.oidc.HostileToken;
import io.portcullis.local.oidc.IssuerBehaviour;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Help.Ansi;

/** An environment whose customers have tokens, over HTTP and with functions in processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizedCallsTest {
  private static final String ACME = "acme-client";

  private final AtomicReference<RequestRecord> last = new AtomicReference<>();
  private Path directory;
  private LocalFrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    directory = folder;
    var options =
        new LocalOptions(
            AuthorizedAssembly.write(directory), "test", 0, directory.resolve("state"));
    door = LocalFrontDoor.open(options, last::set);
    assertThat(door.processes()).as("both functions are warm").hasSize(2);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void localJsonHoldsACustomersTokenAndKeys_andTheControlPlane() throws Exception {
    var acme = state().at("/customers/acme");

    assertThat(acme.path("token").asText()).isEqualTo(door.tokens().get("acme"));
    assertThat(acme.path("key").asText()).isEqualTo(acme.at("/keys/first").asText());
    assertThat(acme.path("keys").fieldNames()).toIterable().containsExactly("first", "second");
    assertThat(acme.has("accessKeyId")).isFalse();
    assertThat(state().path("apiGateway").asText()).isEqualTo(door.apiGateway().toString());
  }

  @Test
  void aCustomerWithItsToken_getsThrough_withEachOfItsKeys() throws Exception {
    for (var name : new String[] {"first", "second"}) {
      var key = state().at("/customers/acme/keys/" + name).asText();

      assertThat(post(door.tokens().get("acme"), key, "127.0.0.1").statusCode()).isEqualTo(200);
      assertThat(last.get().customer()).isEqualTo("acme");
      assertThat(last.get().code()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HostileToken.class)
  void aHostileToken_isRefusedAtTheGateway(HostileToken hostile) throws Exception {
    var token = hostile.of(door.tokenIssuer().orElseThrow(), ACME);

    var response = post(token, door.keys().get("acme"), "127.0.0.1");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(last.get().code()).isEqualTo("identity_unauthorized");
    assertThat(last.get().service()).isEqualTo("API Gateway");
  }

  @Test
  void theIssuerIsKnownByItsPlaceOnThisMachine() {
    assertThat(door.tokenIssuer().orElseThrow().issuer())
        .isEqualTo(door.issuer().url() + AuthorizedAssembly.ISSUER_PATH);
  }

  @Test
  void anIssuerThatIsDown_isAFailureOfTheCheck_andARotatedKeyIsNot() throws Exception {
    var issuer = door.tokenIssuer().orElseThrow();
    door.issuer().behave(IssuerBehaviour.DOWN);
    var token = issuer.token(ACME).with("jti", "down").signed();

    post(token, door.keys().get("acme"), "127.0.0.1");
    assertThat(last.get().code()).isEqualTo("identity_check_failed");

    door.issuer().behave(IssuerBehaviour.NORMAL);
    door.issuer().keys().rotate();
    var rotated = issuer.token(ACME).with("jti", "rotated").signed();
    assertThat(post(rotated, door.keys().get("acme"), "127.0.0.1").statusCode()).isEqualTo(200);
    assertThat(post(token, door.keys().get("acme"), "127.0.0.1").statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsBlocked_isRefusedAtOnce_evenWithACachedToken() throws Exception {
    var key = state().at("/customers/globex/keys/second").asText();
    var token = door.tokens().get("globex");
    assertThat(post(token, key, "198.51.100.7").statusCode()).isEqualTo(200);

    enable(key, "false");
    post(token, key, "198.51.100.7");
    assertThat(last.get().code()).isEqualTo("plan_key_invalid");

    enable(key, "true");
    assertThat(post(token, key, "198.51.100.7").statusCode()).isEqualTo(200);
  }

  @Test
  void theTourHasARowForEachWayNotToBeWhoOneSays() throws Exception {
    var rows = new LinkedHashMap<String, TourRow>();
    for (var step : new Tour(door, last::get).steps()) {
      var row = step.take();
      rows.put(row.name(), row);
    }

    var unauthorized = "401 identity_unauthorized identity (API Gateway)";
    assertRight(rows, "allowed", "200 - upstream (function)");
    assertRight(rows, "identity: no token", unauthorized);
    assertRight(rows, "identity: expired token", unauthorized);
    assertRight(rows, "identity: foreign issuer's key", unauthorized);
    assertRight(rows, "identity: another's key", "403 identity_key_mismatch identity (function)");
    assertRight(
        rows, "network: another's network", "403 identity_network_mismatch identity (function)");
    assertRight(rows, "plan: key", "403 plan_key_invalid plan (API Gateway)");
    assertRight(rows, "validation: route", "404 request_route_unknown validation (API Gateway)");
  }

  @Test
  void theConsoleShowsWhereATokenIs_andNoToken() {
    var out = new StringWriter();

    new Console(new PrintWriter(out), Ansi.OFF).describe(door);

    assertThat(out.toString())
        .contains("acme (no throttle, has a token of acme-client)")
        .contains(
            "-H \"Authorization: Bearer $(jq -r '.customers[\"acme\"].token' "
                + directory.resolve("state/local.json")
                + ")\"")
        .doesNotContain(door.tokens().get("acme"))
        .doesNotContain("eyJ");
  }

  @Test
  void noTokenIsInALog() throws Exception {
    post(door.tokens().get("acme"), door.keys().get("acme"), "127.0.0.1");

    try (var logs = Files.list(directory.resolve("state/logs"))) {
      for (var log : logs.toList()) {
        assertThat(log).content().doesNotContain("eyJ");
      }
    }
  }

  private static void assertRight(Map<String, TourRow> rows, String name, String expected) {
    assertThat(rows.get(name)).as(name).isNotNull();
    assertThat(rows.get(name).actual()).isEqualTo(expected).isEqualTo(rows.get(name).expected());
  }

  private JsonNode state() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("state/local.json").toFile());
  }

  private void enable(String value, String enabled) throws IOException, InterruptedException {
    var id =
        door.api().keys().all().stream()
            .filter(state -> state.key().value().equals(value))
            .map(state -> state.key().id())
            .findFirst()
            .orElseThrow();
    var body =
        "{\"patchOperations\":[{\"op\":\"replace\",\"path\":\"/enabled\",\"value\":\"%s\"}]}"
            .formatted(enabled);
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(door.apiGateway() + "/apikeys/" + id))
                .method("PATCH", BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding());
  }

  private HttpResponse<String> post(String token, String key, String source)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(door.url() + "/chat"))
            .header("Authorization", "Bearer " + token)
            .header("x-api-key", key)
            .header(FrontDoorService.SOURCE_HEADER, source)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
