package io.portcullis.authorizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What API Gateway tells a REQUEST authorizer of a request, as far as it is needed. The components
 * are as the JSON has them, null included; the methods below are for everyone else.
 */
record AuthorizerEvent(
    String methodArn,
    Map<String, String> headers,
    Map<String, List<String>> multiValueHeaders,
    Map<String, String> stageVariables,
    RequestContext requestContext) {

  record RequestContext(String requestId) {}

  /** Read by hand: to have it mapped costs 100 ms of a cold start. */
  private static final ObjectReader READER = JsonMapper.builder().build().reader();

  static AuthorizerEvent read(InputStream json) throws IOException {
    if (!(READER.readTree(json) instanceof ObjectNode event)) {
      throw new IOException("an event must be a JSON object");
    }
    return new AuthorizerEvent(
        event.path("methodArn").textValue(),
        map(event.path("headers"), JsonNode::textValue),
        map(event.path("multiValueHeaders"), AuthorizerEvent::texts),
        map(event.path("stageVariables"), JsonNode::textValue),
        new RequestContext(event.path("requestContext").path("requestId").textValue()));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }

  private static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> value) {
    if (object.isMissingNode() || object.isNull()) {
      return null;
    }
    if (!object.isObject()) {
      throw new IllegalArgumentException("an event has another form");
    }
    var map = new LinkedHashMap<String, T>();
    object.properties().forEach(entry -> map.put(entry.getKey(), value.apply(entry.getValue())));
    return map;
  }

  Optional<String> requestId() {
    return Optional.ofNullable(requestContext).map(RequestContext::requestId);
  }

  /** What the API's stage says beside the request; nothing of it is a client's. */
  @Override
  public Map<String, String> stageVariables() {
    return stageVariables == null ? Map.of() : stageVariables;
  }

  /** Every value of a header, whatever the case of its name. */
  List<String> header(String name) {
    return values()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .toList();
  }

  private Stream<Map.Entry<String, List<String>>> values() {
    if (multiValueHeaders != null) {
      return multiValueHeaders.entrySet().stream();
    }
    // Of a repeated header this form has but the last value.
    return headers == null
        ? Stream.empty()
        : headers.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .map(entry -> Map.entry(entry.getKey(), List.of(entry.getValue())));
  }

  /** Without anything that a client sent. */
  @Override
  public String toString() {
    return "AuthorizerEvent[%s]".formatted(requestId().orElse("without request id"));
  }
}
