package io.portcullis.stacks.customers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The keys of the front door that this machine serves, which speaks API Gateway's own paths. */
final class LocalApiKeys implements ApiKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The most that API Gateway gives at once. */
  private static final int PAGE = 500;

  private static final String NOT_SERVED =
      "environment 'local' is not served now, './portcullis local' serves it";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;

  private LocalApiKeys(String url) {
    this.url = url;
  }

  /**
   * The keys of the front door that wrote {@code local.json}, which is there while it serves.
   *
   * @param state folder of that file
   */
  static LocalApiKeys of(Path state) {
    var url = read(state.resolve("local.json")).path("apiGateway").asText("");
    if (url.isEmpty()) {
      throw new ApiKeysException(NOT_SERVED);
    }
    return new LocalApiKeys(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  @Override
  public List<ApiKey> all() {
    var keys = new ArrayList<ApiKey>();
    var position = "";
    do {
      var page = get("?includeValues=false&limit=" + PAGE + position);
      page.path("item").forEach(key -> ApiKey.of(key).ifPresent(keys::add));
      var next = page.path("position").asText("");
      position = next.isEmpty() ? "" : "&position=" + encoded(next);
    } while (!position.isEmpty());
    return keys;
  }

  @Override
  public String value(ApiKey key) {
    return get("/" + encoded(key.id()) + "?includeValue=true").path("value").asText();
  }

  @Override
  public void enable(ApiKey key, boolean enabled) {
    var change =
        """
        {"patchOperations":[{"op":"replace","path":"/enabled","value":"%s"}]}\
        """
            .formatted(enabled);
    var changed =
        send(
            request("/" + encoded(key.id()))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(change))
                .build());
    if (changed.path("enabled").asBoolean(!enabled) != enabled) {
      throw new ApiKeysException("the front door did not change it");
    }
  }

  private JsonNode get(String rest) {
    return send(request(rest).GET().build());
  }

  private HttpRequest.Builder request(String rest) {
    return HttpRequest.newBuilder(URI.create(url + "/apikeys" + rest)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new ApiKeysException(
            "the local front door answered with status %d".formatted(response.statusCode()));
      }
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new ApiKeysException("the local front door did not answer with JSON");
    } catch (IOException e) {
      throw new ApiKeysException(NOT_SERVED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiKeysException("interrupted");
    }
  }

  private static JsonNode read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ApiKeysException(NOT_SERVED);
    }
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new ApiKeysException("cannot read '%s'".formatted(file));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
