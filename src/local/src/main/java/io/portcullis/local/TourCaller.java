package io.portcullis.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
  Request request() {
    var route = door.describe().routes().get(0).split(" ", 2);
    var key = Optional.of(door.keys().get(limits.customer()));
    return new Request(
        route[0], route[1], key, Optional.empty(), "application/json", body("tgi", "Hello"));
  }

  String chat(String content) throws IOException, InterruptedException {
    return request().body(body("tgi", content)).send();
  }

  private static String body(String model, String content) {
    var body = JSON.createObjectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", content);
    return body.toString();
  }

  /** Sends the request again and again, up to {@code most} times, until a status comes. */
  String until(int status, Request request, int most) throws IOException, InterruptedException {
    var answer = "no answer";
    for (int sent = 0; sent < most; sent += AT_ONCE) {
      var batch = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < AT_ONCE; i++) {
        batch.add(client.sendAsync(request.build(calls++), BodyHandlers.ofString()));
      }
      for (var call : batch) {
        var response = result(call);
        var service = response.statusCode() == status ? serviceOf(response) : "";
        answer = describe(response, service);
        if (response.statusCode() == status) {
          return answer;
        }
      }
    }
    return answer;
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

  private static String describe(HttpResponse<String> response, String service) {
    JsonNode error;
    try {
      error = JSON.readTree(response.body()).path("error");
    } catch (IOException e) {
      return "%d, no JSON (%s)".formatted(response.statusCode(), service);
    }
    var layer = error.path("layer").asText(response.statusCode() < 400 ? "upstream" : "-");
    var code = error.path("code").asText("-");
    return "%d %s %s (%s)".formatted(response.statusCode(), code, layer, service);
  }

  /** One call that is about to be sent. */
  final class Request {
    private final String method;
    private final String path;
    private final Optional<String> key;
    private final Optional<String> source;
    private final String contentType;
    private final String body;

    private Request(
        String method,
        String path,
        Optional<String> key,
        Optional<String> source,
        String contentType,
        String body) {
      this.method = method;
      this.path = path;
      this.key = key;
      this.source = source;
      this.contentType = contentType;
      this.body = body;
    }

    Request route(String otherMethod, String otherPath) {
      return new Request(otherMethod, otherPath, key, source, contentType, body);
    }

    Request key(Optional<String> other) {
      return new Request(method, path, other, source, contentType, body);
    }

    Request from(String address) {
      return new Request(method, path, key, Optional.of(address), contentType, body);
    }

    Request contentType(String other) {
      return new Request(method, path, key, source, other, body);
    }

    Request body(String other) {
      return new Request(method, path, key, source, contentType, other);
    }

    Request model(String model) {
      return body(TourCaller.body(model, "Hello"));
    }

    /** Sends it when the plan has a place, and describes the answer. */
    String send() throws IOException, InterruptedException {
      Thread.sleep(limits.pause());
      var response = client.send(build(calls++), BodyHandlers.ofString());
      return describe(response, last.get().service());
    }

    private HttpRequest build(int number) {
      var builder =
          HttpRequest.newBuilder(URI.create(door.url() + path))
              .method(
                  method,
                  method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .header("Content-Type", contentType)
              .header(FrontDoorService.SOURCE_HEADER, source.orElse(limits.source(number)));
      key.ifPresent(value -> builder.header("x-api-key", value));
      return builder.build();
    }
  }
}
