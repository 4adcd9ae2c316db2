package io.portcullis.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.apigateway.GatewayResponseType;
import io.portcullis.local.apigateway.Source;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Calls the front door as a customer does, over HTTP, and says in a few words what came. */
final class TourCaller {
  static final String WRONG_KEY = "no-such-key-no-such-key-no-such-key-0000";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 16;

  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalFrontDoor door;
  private final TourLimits limits;
  private final Supplier<RequestRecord> last;
  private int calls;

  TourCaller(LocalFrontDoor door, TourLimits limits, Supplier<RequestRecord> last) {
    this.door = door;
    this.limits = limits;
    this.last = last;
  }

  /** An ordinary call, for a row to vary. */
  TourRequest request() {
    return new TourRequest(
        limits.route().method(),
        limits.route().path(),
        Optional.of(limits.first().key().value()),
        limits.proof(door),
        Optional.empty(),
        "application/json",
        body("tgi", "Hello"));
  }

  /** The body of a chat completion. */
  static String body(String model, String content) {
    var body = JSON.createObjectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", content);
    return body.toString();
  }

  /** What the template promises where API Gateway refuses. */
  String promised(GatewayResponseType type) {
    var answer = door.api().refusal(type);
    return describe(answer.status(), answer.bodyText(), "API Gateway");
  }

  /** Sends the request when the plan has a place, and describes the answer. */
  String send(TourRequest request) throws IOException, InterruptedException {
    Thread.sleep(limits.pause());
    var response = client.send(request.build(door, next()), BodyHandlers.ofString());
    return describe(response.statusCode(), response.body(), last.get().service());
  }

  /** Sends the request again and again, up to {@code most} times, until a status comes. */
  String until(int status, TourRequest request, int most) throws IOException, InterruptedException {
    var answer = "no answer";
    for (int sent = 0; sent < most; sent += AT_ONCE) {
      var batch = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < AT_ONCE; i++) {
        batch.add(client.sendAsync(request.build(door, next()), BodyHandlers.ofString()));
      }
      for (var call : batch) {
        var response = result(call);
        var service = response.statusCode() == status ? serviceOf(response) : "";
        answer = describe(response.statusCode(), response.body(), service);
        if (response.statusCode() == status) {
          return answer;
        }
      }
    }
    return answer;
  }

  private Source next() {
    return limits.source(calls++);
  }

  /** Of parallel calls the body alone tells who answered. */
  private static String serviceOf(HttpResponse<String> response) {
    return response.headers().firstValue("x-amzn-ErrorType").isPresent()
        ? "API Gateway"
        : "web ACL";
  }

  private static HttpResponse<String> result(CompletableFuture<HttpResponse<String>> call)
      throws IOException, InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException e) {
      throw new IOException("a call of the tour failed", e);
    }
  }

  private static String describe(int status, String body, String service) {
    JsonNode error;
    try {
      error = JSON.readTree(body).path("error");
    } catch (IOException e) {
      return "%d, no JSON (%s)".formatted(status, service);
    }
    var layer = error.path("layer").asText(status < 400 ? "upstream" : "-");
    var code = error.path("code").asText("-");
    return "%d %s %s (%s)".formatted(status, code, layer, service);
  }
}
