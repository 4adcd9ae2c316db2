package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.apigateway.Clocks;
import io.portcullis.local.iam.AccessKey;
import io.portcullis.local.iam.Principal;
import io.portcullis.local.sigv4.RequestSigner;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/** An environment whose customers sign their calls, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedCallsTest {
  private static final String ACME = "arn:aws:iam::444455556666:role/acme";
  private static final String BODY = "{}";

  private final AtomicReference<RequestRecord> last = new AtomicReference<>();
  private Path directory;
  private LocalFrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    directory = folder;
    door =
        LocalFrontDoor.open(
            new LocalOptions(
                SignedAssembly.write(directory), "test", 0, directory.resolve("state")),
            last::set);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void localJsonHoldsACustomersAccessKey_forItsOwnerAlone() throws Exception {
    var file = directory.resolve("state/local.json");
    var customer = state().at("/customers/acme");

    assertThat(customer.path("key").asText()).isEqualTo(door.keys().get("acme"));
    assertThat(customer.path("accessKeyId").asText()).startsWith("LOCAL").hasSize(20);
    assertThat(customer.path("secretAccessKey").asText()).hasSize(40);
    assertThat(customer.path("region").asText()).isEqualTo("eu-west-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void localJsonListsEveryPrincipalOfTheTemplate() throws Exception {
    var principals = state().path("principals");

    assertThat(principals.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            ACME,
            "arn:aws:iam::444455556666:role/globex",
            "arn:aws:iam::444455556666:role/unbound");
    assertThat(principals.path(ACME).path("accessKeyId"))
        .isEqualTo(state().at("/customers/acme/accessKeyId"));
  }

  @Test
  void aClientWithTheKeysOfLocalJson_getsThrough() throws Exception {
    var response = post(signed(access("acme"), "127.0.0.1", key("acme"), BODY), BODY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(last.get().customer()).isEqualTo("acme");
  }

  @Test
  void aBodyThatWasTamperedWith_isRefused() throws Exception {
    var response = post(signed(access("acme"), "127.0.0.1", key("acme"), BODY), "{\"more\":1}");

    assertThat(error(response).path("code").asText()).isEqualTo("identity_signature_invalid");
    assertThat(last.get().layer()).isEqualTo("identity");
    assertThat(last.get().code()).isEqualTo("identity_signature_invalid");
    assertThat(last.get().service()).isEqualTo("API Gateway");
  }

  @Test
  void aSimulatedPlace_canBeSigned_andCannotBeChangedAfterwards() throws Exception {
    var headers = signed(access("acme"), "203.0.113.9", key("acme"), BODY);
    assertThat(error(post(headers, BODY)).path("code").asText()).isEqualTo("network_denied");

    headers.put(FrontDoorService.SOURCE_HEADER, "127.0.0.1");

    assertThat(error(post(headers, BODY)).path("code").asText())
        .isEqualTo("identity_signature_invalid");
  }

  @Test
  void aSimulatedVpcEndpointThatIsNone_isRefused() throws Exception {
    var response = post(Map.of(FrontDoorService.ENDPOINT_HEADER, "vpce-1\"}"), BODY);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo("{\"message\":\"x-portcullis-source-vpce: not the id of a VPC endpoint\"}");
  }

  @Test
  void aLineOfMetrics_isALineOfTheLog() throws Exception {
    post(signed(access("acme"), "127.0.0.1", key("acme"), BODY), BODY);

    try (var logs = Files.list(directory.resolve("state/logs"))) {
      assertThat(logs.filter(log -> !log.endsWith("access.log")))
          .singleElement()
          .satisfies(log -> assertThat(Files.readAllLines(log)).contains(CallerFunction.METRIC));
    }
  }

  @Test
  void theTourSignsAsTheCustomer_andPromisesWhatTheTemplatePromises() throws Exception {
    var rows = new LinkedHashMap<String, TourRow>();
    for (var step : new Tour(door, last::get).steps()) {
      var row = step.take();
      rows.put(row.name(), row);
    }

    assertRight(rows, "allowed", "200 - upstream (function)");
    assertRight(rows, "network: policy", "403 network_denied network (API Gateway)");
    assertRight(rows, "identity: unsigned", "403 identity_missing identity (API Gateway)");
    assertRight(
        rows, "identity: wrong signature", "403 identity_signature_invalid identity (API Gateway)");
    assertRight(rows, "identity: another's key", "403 identity_key_mismatch identity (function)");
    assertRight(rows, "plan: key", "403 plan_key_invalid plan (API Gateway)");
    assertRight(rows, "validation: route", "403 identity_missing identity (API Gateway)");
  }

  @Test
  void aTimeOfOnesOwn_isThatOfSignaturesToo(@TempDir Path folder) throws Exception {
    var clocks = Clocks.of(() -> Instant.parse("2031-01-01T00:00:00Z"));
    var options =
        new LocalOptions(SignedAssembly.write(folder), "test", 0, folder.resolve("state"));
    try (var other = LocalFrontDoor.open(options, last::set, clocks)) {
      var step = new Tour(other, last::get).steps().get(0).take();

      assertThat(step.actual()).isEqualTo("200 - upstream (function)");
    }
  }

  @Test
  void theConsoleShowsWhoSigns_andNoSecret() {
    var out = new StringWriter();

    new Console(new PrintWriter(out), Ansi.OFF).describe(door);

    var text = out.toString();
    assertThat(text)
        .contains("acme (no throttle, signs as " + ACME + ")")
        .contains("--aws-sigv4 'aws:amz:eu-west-1:execute-api'")
        .contains("jq -r '.customers[\"acme\"]");
    door.describe()
        .principals()
        .forEach(key -> assertThat(text).doesNotContain(key.secret()).doesNotContain(key.id()));
  }

  private static void assertRight(Map<String, TourRow> rows, String name, String expected) {
    assertThat(rows.get(name)).as(name).isNotNull();
    assertThat(rows.get(name).actual()).isEqualTo(expected).isEqualTo(rows.get(name).expected());
  }

  private JsonNode state() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("state/local.json").toFile());
  }

  private String key(String customer) throws IOException {
    return state().at("/customers/%s/key".formatted(customer)).asText();
  }

  private AccessKey access(String customer) throws IOException {
    var node = state().path("customers").path(customer);
    return new AccessKey(
        node.path("accessKeyId").asText(),
        node.path("secretAccessKey").asText(),
        Principal.of(ACME).orElseThrow());
  }

  private Map<String, String> signed(AccessKey access, String source, String key, String body) {
    return new LinkedHashMap<>(
        new RequestSigner("eu-west-1")
            .sign(
                access,
                "POST",
                chat(),
                Map.of(
                    "Content-Type",
                    "application/json",
                    "x-api-key",
                    key,
                    FrontDoorService.SOURCE_HEADER,
                    source),
                body));
  }

  private URI chat() {
    return URI.create(door.url() + "/chat");
  }

  private HttpResponse<String> post(Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(chat()).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode error(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body()).path("error");
  }
}
