package io.portcullis.local.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.http.HttpCaller;
import io.portcullis.http.ServiceUrl;
import io.portcullis.huggingface.AccessToken;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls the stand-in, by hand and by the functions' own client. */
record HubCaller(HuggingFaceStandIn standIn) {
  static final HttpCaller CALLER = new HttpCaller(Duration.ofSeconds(3));
  static final Duration AMPLE = Duration.ofSeconds(20);

  ServiceUrl address() {
    return ServiceUrl.of("HUB_URL", standIn.url().toString());
  }

  static AccessToken token(String value) {
    return AccessToken.parse(value).orElseThrow();
  }

  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send("GET", path, token, "");
  }

  HttpResponse<String> post(String path, String token, String body)
      throws IOException, InterruptedException {
    return send("POST", path, token, body);
  }

  /** The status of a call of the endpoint. */
  int infer(String token) throws IOException, InterruptedException {
    return post("/generate", token, "{\"inputs\":\"Hello\"}").statusCode();
  }

  JsonNode whoAmI(String token) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get("/api/whoami-v2", token).body());
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(standIn.url().resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
