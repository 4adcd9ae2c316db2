package io.portcullis.test.frontdoor;

import static io.portcullis.test.frontdoor.FrontDoor.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a request, through the packaged functions, as the local environment's template
 * says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDRESS = "203.0.113.9";
  private static final String GLOBEX_ADDRESS = "198.51.100.9";

  private Path folder;
  private FrontDoor door;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    this.folder = folder;
    door = FrontDoor.of(Synthesis.environment("local"), folder);
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void brings_theEndpointsAnswer() throws Exception {
    var answer = door.chat("acme", ADDRESS, HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(answer.body()).at("/choices/0/message/content").asText())
        .contains("Is the door open?");
  }

  @Test
  void takesOptionalPropertiesAsNull_asSomeClientsSendThem() throws Exception {
    var body = HELLO.replace("{\"model\"", "{\"stream\":null,\"max_tokens\":null,\"model\"");

    assertThat(door.chat("acme", ADDRESS, body).statusCode()).isEqualTo(200);
  }

  /** API Gateway's part of the schema says nothing of numbers. */
  @Test
  void refusesInTheProxy_whatApiGatewayCannotCheck() throws Exception {
    var refused =
        door.chat("acme", ADDRESS, HELLO.replace("{\"model\"", "{\"max_tokens\":-1,\"model\""));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error(refused).get("code").asText()).isEqualTo("request_schema_violated");
    assertThat(error(refused).get("param").asText()).isEqualTo("max_tokens");
  }

  @Test
  void tellsTheRequestId_inHeaderAndBodyAlike() throws Exception {
    var refused = door.chat("acme", ADDRESS, "{}");

    assertThat(error(refused).get("request_id").asText())
        .isEqualTo(refused.headers().firstValue("x-amzn-requestid").orElseThrow());
  }

  @Test
  void neverAsksTheEndpoint_whenALayerRefuses() throws Exception {
    var before = door.door().standIn().completions();

    door.chat("acme", "192.0.2.9", HELLO);
    door.chat("acme", ADDRESS, "{}");
    door.post(HELLO, Map.of("x-api-key", "x".repeat(40), "content-type", "application/json"));

    assertThat(door.door().standIn().completions()).isEqualTo(before);
  }

  @Test
  void refusesBodyThatIsNoJson_evenIfAnotherContentTypeSkipsTheSchema() throws Exception {
    var refused =
        door.post(
            "messages=hello",
            Map.of(
                "authorization",
                "Bearer " + door.token("acme"),
                "x-api-key",
                door.key("acme"),
                "content-type",
                "application/x-www-form-urlencoded",
                "x-portcullis-source-ip",
                ADDRESS));

    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(error(refused).get("code").asText()).isEqualTo("firewall_content_type");
  }

  @Test
  void aKey_isOfNoUseWithAnothersToken() throws Exception {
    var refused = door.chat(door.key("acme"), door.token("globex"), GLOBEX_ADDRESS, HELLO);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(error(refused).get("code").asText()).isEqualTo("identity_key_mismatch");
  }

  @Test
  void aKeyWithItsToken_isOfNoUseInAnotherCustomersNetwork() throws Exception {
    var refused = door.chat("acme", GLOBEX_ADDRESS, HELLO);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(error(refused).get("code").asText()).isEqualTo("identity_network_mismatch");
  }

  @Test
  void leavesNoTokenInLogsOrState() throws Exception {
    door.chat("acme", ADDRESS, HELLO);

    assertThat(folder.resolve("state/local.json")).content().contains("customers");
    try (var files = Files.walk(folder.resolve("state"))) {
      for (var file : files.filter(name -> name.toString().matches(".*\\.(log|json)")).toList()) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("hf_");
      }
    }
  }

  @Test
  void leavesNoPromptInLogs() throws Exception {
    var answer =
        door.chat("acme", ADDRESS, HELLO.replace("Is the door open?", "planted-prompt-7351"));
    var requestId = answer.headers().firstValue("x-amzn-requestid").orElseThrow();

    var logs = new StringBuilder();
    try (var files = Files.walk(folder.resolve("state"))) {
      for (var file : files.filter(name -> name.toString().endsWith(".log")).toList()) {
        logs.append(Files.readString(file));
      }
    }
    assertThat(logs).contains(requestId).doesNotContain("planted-prompt-7351");
  }

  @Test
  void leavesNoTokenOfACallerInLogs() throws Exception {
    door.chat("acme", ADDRESS, HELLO);

    try (var files = Files.walk(folder.resolve("state"))) {
      for (var file : files.filter(name -> name.toString().endsWith(".log")).toList()) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .doesNotContain(door.token("acme"), door.key("acme"));
      }
    }
  }

  private static JsonNode error(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body()).get("error");
  }
}
