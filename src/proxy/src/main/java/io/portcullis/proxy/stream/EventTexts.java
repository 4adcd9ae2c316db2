package io.portcullis.proxy.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model says in one event, in the forms of OpenAI and of Text Generation Inference.
 *
 * @param parts what continues each text of the answer, by the text's name
 */
record EventTexts(Map<String, String> parts) {
  private static final EventTexts NONE = new EventTexts(Map.of());
  private static final ObjectReader READER = JsonMapper.builder().build().readerFor(JsonNode.class);

  static EventTexts of(EventData data) {
    if (!data.text().startsWith("{")) {
      return NONE;
    }
    try {
      JsonNode event = READER.readValue(data.text());
      var parts = new LinkedHashMap<String, String>();
      put(parts, "token", event.at("/token/text"));
      var place = 0;
      for (var choice : event.path("choices")) {
        addChoice(parts, choice, choice.path("index").asInt(place++));
      }
      return new EventTexts(parts);
    } catch (JsonProcessingException e) {
      return NONE;
    }
  }

  private static void addChoice(Map<String, String> parts, JsonNode choice, int index) {
    put(parts, "text " + index, choice.path("text"));
    var delta = choice.path("delta");
    for (var name : new String[] {"content", "reasoning_content", "reasoning", "refusal"}) {
      put(parts, name + " " + index, delta.path(name));
    }
    for (var call : delta.path("tool_calls")) {
      put(
          parts,
          "arguments " + index + " " + call.path("index").asInt(),
          call.at("/function/arguments"));
    }
  }

  private static void put(Map<String, String> parts, String name, JsonNode text) {
    if (text.isTextual() && !text.textValue().isEmpty()) {
      parts.put(name, text.textValue());
    }
  }

  /** Without what the model said. */
  @Override
  public String toString() {
    return "EventTexts";
  }
}
