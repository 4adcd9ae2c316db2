package io.portcullis.stacks.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The token of the front door that this machine serves, which speaks the services' own protocols.
 */
final class LocalCustody implements Custody {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NOT_SERVED =
      "environment 'local' is not served now, './portcullis local' serves it";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final JsonNode places;

  private LocalCustody(JsonNode places) {
    this.places = places;
  }

  /**
   * The token of the front door that wrote {@code local.json}, which is there while it serves.
   *
   * @param state folder of that file
   */
  static LocalCustody of(Path state) {
    var places = read(state.resolve("local.json"));
    if (places.path("secretsManager").asText("").isEmpty()) {
      throw new CustodyException(NOT_SERVED);
    }
    return new LocalCustody(places);
  }

  /** Name of the environment that is served. */
  String environment() {
    return places.path("environment").asText();
  }

  @Override
  public Optional<String> credential() {
    return Optional.of(places.at("/token/credential").asText()).filter(arn -> !arn.isEmpty());
  }

  @Override
  public SecretState token() {
    return SecretState.of(
        secret("DescribeSecret", request(secretArn())),
        secret("ListSecretVersionIds", request(secretArn())));
  }

  @Override
  public SecretState credentialState() {
    return SecretState.of(
        secret("DescribeSecret", request(credential().orElseThrow())), JSON.createObjectNode());
  }

  @Override
  public String stage(String value) {
    var request = request(secretArn());
    request.putArray("VersionStages").add(SecretState.STAGED);
    return put(value, request);
  }

  @Override
  public String storeCredential(String value) {
    return put(value, request(credential().orElseThrow()));
  }

  @Override
  public void rotate(String versionId) {
    secret("RotateSecret", request(secretArn()).put("ClientRequestToken", versionId));
  }

  @Override
  public void clear(String versionId) {
    secret(
        "UpdateSecretVersionStage",
        request(secretArn())
            .put("VersionStage", SecretState.PENDING)
            .put("RemoveFromVersionId", versionId));
  }

  @Override
  public boolean revoke() {
    var event = JSON.createObjectNode().put("task", "revoke").put("secretId", secretArn());
    var function = URLEncoder.encode(place("function"), StandardCharsets.UTF_8);
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(
                        "%s/2015-03-31/functions/%s/invocations"
                            .formatted(places.path("lambda").asText(), function)))
                .POST(BodyPublishers.ofString(event.toString())));
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    return Revocation.done(
        answer.headers().firstValue("X-Amz-Function-Error").isPresent(), answer.body());
  }

  @Override
  public List<LogLine> steps() {
    return log().stream().filter(line -> !line.ofWatch()).toList();
  }

  @Override
  public Optional<LogLine> watch() {
    return log().stream().filter(LogLine::ofWatch).reduce((first, last) -> last);
  }

  private List<LogLine> log() {
    try (var lines = Files.lines(Path.of(place("log")))) {
      return lines.flatMap(line -> LogLine.parse(line).stream()).toList();
    } catch (IOException e) {
      throw new CustodyException("the function has logged nothing yet");
    }
  }

  private String put(String value, ObjectNode request) {
    var id = UUID.randomUUID().toString();
    secret("PutSecretValue", request.put("ClientRequestToken", id).put("SecretString", value));
    return id;
  }

  private JsonNode secret(String operation, ObjectNode request) {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(places.path("secretsManager").asText()))
                .header("X-Amz-Target", "secretsmanager." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString(request.toString())));
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    return json(answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CustodyException(NOT_SERVED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CustodyException("interrupted");
    }
  }

  private static CustodyException refused(HttpResponse<String> answer) {
    return new CustodyException(
        "%s: %s"
            .formatted(
                answer.headers().firstValue("x-amzn-ErrorType").orElse("no answer"),
                json(answer.body()).path("Message").asText("status " + answer.statusCode())));
  }

  private static ObjectNode request(String arn) {
    return JSON.createObjectNode().put("SecretId", arn);
  }

  private String secretArn() {
    return place("secret");
  }

  private String place(String name) {
    var place = places.path("token").path(name).asText();
    if (place.isEmpty()) {
      throw new CustodyException("the environment that is served has no token that is rotated");
    }
    return place;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new CustodyException("the local front door did not answer with JSON");
    }
  }

  private static JsonNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CustodyException(NOT_SERVED);
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new CustodyException("cannot read '%s'".formatted(file));
    }
  }
}
