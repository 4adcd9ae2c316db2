package io.portcullis.test.frontdoor;

import io.portcullis.local.LocalFrontDoor;
import io.portcullis.local.LocalOptions;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An environment, synthesized and served on this machine. */
public final class FrontDoor implements AutoCloseable {
  /** A request that every layer lets through. */
  public static final String HELLO =
      """
      {"model":"any","messages":[{"role":"user","content":"Is the door open?"}]}""";

  private final HttpClient client = HttpClient.newHttpClient();
  private final LocalFrontDoor door;

  private FrontDoor(LocalFrontDoor door) {
    this.door = door;
  }

  public static FrontDoor of(DeploymentEnvironment environment, Path folder)
      throws IOException, InterruptedException {
    var assembly = folder.resolve("assembly");
    Synthesis.write(environment, assembly);
    return open(environment, assembly, folder);
  }

  /** Serves the environment after a change of its constructs. */
  public static FrontDoor of(
      DeploymentEnvironment environment, Path folder, Consumer<EnvironmentStage> change)
      throws IOException, InterruptedException {
    var assembly = folder.resolve("assembly");
    Synthesis.write(environment, assembly, change);
    return open(environment, assembly, folder);
  }

  private static FrontDoor open(DeploymentEnvironment environment, Path assembly, Path folder)
      throws IOException, InterruptedException {
    var options = new LocalOptions(assembly, environment.name(), 0, folder.resolve("state"));
    return new FrontDoor(LocalFrontDoor.open(options, request -> {}));
  }

  /** A chat completion for the customer from that address. */
  public HttpResponse<String> chat(String customer, String address, String body)
      throws IOException, InterruptedException {
    return chat(key(customer), token(customer), address, body);
  }

  public HttpResponse<String> chat(String key, String token, String address, String body)
      throws IOException, InterruptedException {
    return post(
        body,
        Map.of(
            "authorization",
            "Bearer " + token,
            "content-type",
            "application/json",
            "x-api-key",
            key,
            "x-portcullis-source-ip",
            address));
  }

  public HttpResponse<String> post(String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    return client.send(request(body, headers), BodyHandlers.ofString());
  }

  /** The same, whose answer is not waited for. */
  public CompletableFuture<HttpResponse<String>> begin(String body, Map<String, String> headers) {
    return client.sendAsync(request(body, headers), BodyHandlers.ofString());
  }

  private HttpRequest request(String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(door.url() + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return request.build();
  }

  public String key(String customer) {
    return door.keys().get(customer);
  }

  /** What the issuer that the front door plays gives to the customer. */
  public String token(String customer) {
    return door.tokens().get(customer);
  }

  public LocalFrontDoor door() {
    return door;
  }

  @Override
  public void close() {
    door.close();
  }
}
