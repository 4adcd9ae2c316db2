package io.portcullis.proxy.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a body says what the model is to generate.
 *
 * @param parent path of the object that holds it all but the prompts
 * @param prompts the member of the body that holds them
 * @param tokens members that each set the number of tokens; the first is put in where all are
 *     absent
 */
record Generation(List<String> parent, String prompts, List<String> tokens) {
  static final Generation CHAT =
      new Generation(List.of(), "messages", List.of("max_tokens", "max_completion_tokens"));
  static final Generation TEXT = new Generation(List.of(), "prompt", List.of("max_tokens"));
  static final Generation PARAMETERS =
      new Generation(List.of("parameters"), "inputs", List.of("max_new_tokens"));

  /** The object below the parent; missing or null where the body has none. */
  JsonNode parametersOf(JsonNode body) {
    var parameters = body;
    for (var name : parent) {
      parameters = parameters.path(name);
    }
    return parameters;
  }

  List<String> path(String name) {
    var path = new ArrayList<>(parent);
    path.add(name);
    return path;
  }

  String param(String name) {
    return String.join(".", path(name));
  }
}
