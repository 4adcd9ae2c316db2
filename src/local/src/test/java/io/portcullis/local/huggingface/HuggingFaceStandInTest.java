package io.portcullis.local.huggingface;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceStandInTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

  private HuggingFaceStandIn standIn;
  private String token;

  @BeforeEach
  void open() throws IOException {
    standIn = HuggingFaceStandIn.start();
    token = standIn.tokens().issue();
  }

  @AfterEach
  void close() {
    standIn.close();
  }

  @Test
  void answersWithTheLastUserMessage() throws Exception {
    var response = chat("tgi", false);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(
            new ObjectMapper().readTree(response.body()).at("/choices/0/message/content").asText())
        .isEqualTo("You said: Hello");
    assertThat(standIn.completions()).isEqualTo(1);
  }

  @Test
  void streamsEvents_endingWithDone() throws Exception {
    var response = chat("tgi", true);

    assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
    assertThat(response.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
  }

  @Test
  void tellsTheUsage_beforeDone_ifAsked() throws Exception {
    var events =
        chatBody("\"stream\":true,\"stream_options\":{\"include_usage\":true}").split("\n\n");

    var usage = new ObjectMapper().readTree(events[events.length - 2].substring(6));
    assertThat(usage.path("choices")).isEmpty();
    assertThat(usage.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(events[0]).contains("\"usage\":null");
  }

  @Test
  void tellsNoUsage_ifNotAsked() throws Exception {
    assertThat(chatBody("\"stream\":true")).doesNotContain("usage");
  }

  @Test
  void sendsAChunk_whenItsPaceSays() throws Exception {
    var seen = new CountDownLatch(1);
    standIn.pace(
        chunk -> {
          if (chunk == 1) {
            seen.await();
          }
        });

    var body = send(chatRequest("tgi", true), BodyHandlers.ofInputStream()).body();
    var lines = new BufferedReader(new InputStreamReader(body, UTF_8));

    assertThat(lines.readLine()).contains("You ");
    seen.countDown();
    assertThat(lines.lines()).endsWith("data: [DONE]", "");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void diesUnderWay(boolean stream) throws Exception {
    var response = send(chatRequest("stand-in/dying", stream), BodyHandlers.ofInputStream());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThatIOException().isThrownBy(() -> response.body().readAllBytes());
  }

  @Test
  void aRevokedTokenIsRejected_untilItIsReinstated() throws Exception {
    standIn.tokens().revokeAll();
    assertThat(chat("tgi", false).statusCode()).isEqualTo(401);

    standIn.tokens().reinstate();
    assertThat(chat("tgi", false).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "stand-in/overloaded, 429",
    "stand-in/unavailable, 503",
    "stand-in/broken, 500",
    "stand-in/html, 200"
  })
  void misbehavesByModelName(String model, int status) throws Exception {
    assertThat(chat(model, false).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/completions | {\"prompt\":\"Hello\"} | /choices/0/text | You said: Hello",
        "/generate | {\"inputs\":\"Hello\"} | /generated_text | You said: Hello",
        "/v1/embeddings | {\"input\":[\"a\",\"b\"]} | /data/1/index | 1"
      })
  void answersTheOtherRoutes(String path, String body, String pointer, String expected)
      throws Exception {
    var answer = new ObjectMapper().readTree(post(path, body).body());

    assertThat(answer.at(pointer).asText()).isEqualTo(expected);
  }

  @Test
  void listsItsModel() throws Exception {
    var models = new ObjectMapper().readTree(get("/v1/models").body());

    assertThat(models.at("/data/0/id").asText()).isEqualTo("stand-in");
  }

  @Test
  void whoAmI_isATokenForInferenceAlone() throws Exception {
    var accessToken =
        new ObjectMapper().readTree(get("/api/whoami-v2").body()).at("/auth/accessToken");

    assertThat(accessToken.path("role").asText()).isEqualTo("fineGrained");
    assertThat(accessToken.at("/fineGrained/scoped/0/permissions").toString())
        .isEqualTo("[\"inference.endpoints.infer.write\"]");
  }

  private HttpResponse<String> chat(String model, boolean stream)
      throws IOException, InterruptedException {
    return send(chatRequest(model, stream), BodyHandlers.ofString());
  }

  private String chatBody(String fields) throws IOException, InterruptedException {
    return post("/v1/chat/completions", "{%s,%s}".formatted(fields, MESSAGES)).body();
  }

  private HttpRequest.Builder chatRequest(String model, boolean stream) {
    var body = "{\"model\":\"%s\",\"stream\":%s,%s}".formatted(model, stream, MESSAGES);
    return request("/v1/chat/completions").POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(body)), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(standIn.url().resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), body);
  }
}
