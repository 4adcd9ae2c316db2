package io.portcullis.constructs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.assertions.Template;

/** Reads JSON strictly, so that tests show fragments of a template as a template shows them. */
public final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

  private Json() {}

  /** An object, as {@code hasResourceProperties} takes it. */
  public static Map<String, Object> json(String text) {
    return read(text, OBJECT);
  }

  /** A part of a template as an object. */
  public static Map<String, Object> json(JsonNode node) {
    return MAPPER.convertValue(node, OBJECT);
  }

  /** A part of a template as a list. */
  public static List<Object> list(JsonNode node) {
    return MAPPER.convertValue(node, LIST);
  }

  /** A list, such as the statements of a policy. */
  public static List<Object> list(String text) {
    return read(text, LIST);
  }

  /** The properties of the resources of a type, whole. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> properties(Template template, String type) {
    return template.findResources(type).values().stream()
        .map(resource -> (Map<String, Object>) resource.getOrDefault("Properties", Map.of()))
        .toList();
  }

  /** The statements of every policy of a type, whole. */
  @SuppressWarnings("unchecked")
  public static List<Object> statements(Template template, String type, String property) {
    return properties(template, type).stream()
        .map(properties -> (Map<String, Object>) properties.get(property))
        .flatMap(document -> ((List<Object>) document.get("Statement")).stream())
        .toList();
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }
}
