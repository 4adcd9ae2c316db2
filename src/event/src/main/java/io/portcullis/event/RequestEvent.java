package io.portcullis.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What the events of a proxy integration and of a REQUEST authorizer both say of a request, as far
 * as a function needs it.
 */
public final class RequestEvent {
  /** Read by hand: to have it mapped costs 100 ms of a cold start. */
  private static final ObjectReader READER = JsonMapper.builder().build().reader();

  private final ObjectNode json;
  private final Map<String, List<String>> headers;
  private final Map<String, String> stageVariables;

  private RequestEvent(ObjectNode json) {
    this.json = json;
    // Of a repeated header, the members of 'headers' have but the last value.
    var last = members(json.path("headers"), value -> texts(List.of(value)));
    this.headers =
        members(json.path("multiValueHeaders"), RequestEvent::texts)
            .or(() -> last)
            .orElse(Map.of());
    this.stageVariables =
        members(json.path("stageVariables"), JsonNode::textValue).orElse(Map.of());
  }

  /**
   * Reads an event.
   *
   * @throws IOException if it is no JSON object
   * @throws IllegalArgumentException if headers or stage variables are none
   */
  public static RequestEvent read(InputStream json) throws IOException {
    if (!(READER.readTree(json) instanceof ObjectNode event)) {
      throw new IOException("an event must be a JSON object");
    }
    return new RequestEvent(event);
  }

  /** The text of a member, by the names on the way to it; empty if it is none. */
  public Optional<String> text(String... path) {
    JsonNode node = json;
    for (var name : path) {
      node = node.path(name);
    }
    return Optional.ofNullable(node.textValue());
  }

  /** Whether a member is true. */
  public boolean is(String name) {
    return json.path(name).booleanValue();
  }

  public Optional<String> requestId() {
    return text("requestContext", "requestId");
  }

  /** What the API's stage says beside the request; nothing of it is a client's. */
  public Map<String, String> stageVariables() {
    return stageVariables;
  }

  /** Every value of a header, whatever the case of its name. */
  public List<String> header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private static List<String> texts(Iterable<JsonNode> values) {
    return StreamSupport.stream(values.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  private static <T> Optional<Map<String, T>> members(
      JsonNode object, Function<JsonNode, T> value) {
    if (object.isMissingNode() || object.isNull()) {
      return Optional.empty();
    }
    if (!object.isObject()) {
      // Not as if it were not there: without stage variables, nobody is bound to anything.
      throw new IllegalArgumentException("an event has another form");
    }
    var members = new LinkedHashMap<String, T>();
    object.properties().forEach(one -> members.put(one.getKey(), value.apply(one.getValue())));
    return Optional.of(members);
  }

  /** Without anything that a client sent. */
  @Override
  public String toString() {
    return "RequestEvent[%s]".formatted(requestId().orElse("without request id"));
  }
}
