package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a customer calls with.
 *
 * @param accessKey where calls are signed
 * @param token where calls bring one
 */
record Caller(String apiKey, Optional<AccessKey> accessKey, Optional<String> token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a role, for a Region. */
  record AccessKey(String id, String secret, String region) {}

  /** Of each customer, as the file {@code local.json} of a front door has it. */
  static Map<String, Caller> read(Path file) throws IOException {
    var callers = new TreeMap<String, Caller>();
    JSON.readTree(file.toFile())
        .path("customers")
        .properties()
        .forEach(entry -> callers.put(entry.getKey(), of(entry.getValue())));
    return callers;
  }

  private static Caller of(JsonNode customer) {
    return new Caller(
        customer.path("key").asText(),
        Optional.of(customer.path("accessKeyId").asText())
            .filter(id -> !id.isEmpty())
            .map(
                id ->
                    new AccessKey(
                        id,
                        customer.path("secretAccessKey").asText(),
                        customer.path("region").asText())),
        Optional.of(customer.path("token").asText()).filter(token -> !token.isEmpty()));
  }
}
