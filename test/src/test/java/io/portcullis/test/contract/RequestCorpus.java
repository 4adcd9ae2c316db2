package io.portcullis.test.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.schema.JsonSchema;
import io.portcullis.schema.SchemaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies of requests, from files, and many more that are each a small change away from one. */
final class RequestCorpus {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** What stands in the place of every value of a body in turn. */
  private static final List<JsonNode> OTHERS =
      Stream.of(
              "null",
              "true",
              "\"\"",
              "\"user\"",
              "0",
              "1",
              "-1",
              "2.5",
              "3.0",
              "4e2",
              "[]",
              "[null]",
              "[1]",
              "[\"x\"]",
              "[[1]]",
              "[{}]",
              "{}",
              "{\"role\":\"user\"}",
              "{\"type\":7}")
          .map(RequestCorpus::parse)
          .toList();

  private static final Map<SchemaFile, JsonSchema> SCHEMAS =
      Stream.of(SchemaFile.values()).collect(Collectors.toMap(file -> file, SchemaFile::schema));

  record Request(SchemaFile file, JsonNode body) {
    boolean keepsItsSchema() {
      return SCHEMAS.get(file).check(body).isEmpty();
    }

    @Override
    public String toString() {
      return file + " " + body;
    }
  }

  private RequestCorpus() {}

  static List<Request> accepted() {
    return read("/requests/accepted.txt");
  }

  static List<Request> refused() {
    return read("/requests/refused.txt");
  }

  /** All of both files, and every body with one value replaced, wrapped or removed. */
  static List<Request> withMutations() {
    var all = new ArrayList<Request>();
    Stream.concat(accepted().stream(), refused().stream())
        .forEach(
            request -> {
              all.add(request);
              mutations(request.body()).forEach(body -> all.add(new Request(request.file(), body)));
            });
    return all;
  }

  private static List<JsonNode> mutations(JsonNode body) {
    var mutations = new ArrayList<>(OTHERS);
    mutations.add(JSON.createArrayNode().add(body));
    if (body instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                mutations(object.get(name))
                    .forEach(value -> mutations.add(copy(object, copy -> copy.set(name, value))));
                mutations.add(copy(object, copy -> copy.remove(name)));
              });
      mutations.add(copy(object, copy -> copy.put("tomorrow", 1)));
    }
    if (body instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        var place = index;
        mutations(array.get(index))
            .forEach(value -> mutations.add(copy(array, copy -> copy.set(place, value))));
      }
    }
    return mutations;
  }

  private static <T extends JsonNode> T copy(T node, Consumer<T> change) {
    T copy = node.deepCopy();
    change.accept(copy);
    return copy;
  }

  private static List<Request> read(String resource) {
    try (var content = RequestCorpus.class.getResourceAsStream(resource)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .map(parts -> new Request(SchemaFile.valueOf(parts[0]), parse(parts[1])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
