package io.portcullis.stacks.customers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An API key of a customer, never with its value.
 *
 * @param id what API Gateway calls it
 * @param customer whose it is
 * @param name its name among the customer's keys
 * @param enabled whether API Gateway takes it
 */
record ApiKey(String id, String customer, String name, boolean enabled) {

  /** From API Gateway's own description; nothing if it is no customer's. */
  static Optional<ApiKey> of(JsonNode description) {
    var tags = description.path("tags");
    var customer = tags.path("portcullis:customer").asText();
    return customer.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ApiKey(
                description.path("id").asText(),
                customer,
                tags.path("portcullis:key").asText(),
                description.path("enabled").asBoolean()));
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, id);
  }
}
