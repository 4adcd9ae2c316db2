package io.portcullis.test.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cases, read strictly: what is misspelled is an error that names the file and the case.
 *
 * @param groups in the order in which they are told
 */
record Corpus(List<Group> groups) {
  /**
   * The cases of a file.
   *
   * @param name of the file, without its ending
   */
  record Group(String name, List<Attack> attacks) {}

  /** From the outside inwards, which is the order of the layers. */
  private static final List<String> FILES =
      List.of(
          "network", "credentials", "tokens", "headers", "routes", "bodies", "floods", "prompts");

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  static Corpus committed() {
    return read(Path.of("src/test/resources/attacks"));
  }

  static Corpus read(Path folder) {
    return new Corpus(
        FILES.stream()
            .filter(file -> Files.exists(folder.resolve(file + ".yaml")))
            .map(file -> new Group(file, attacks(folder.resolve(file + ".yaml"))))
            .toList());
  }

  List<Attack> attacks() {
    return groups.stream().flatMap(group -> group.attacks().stream()).toList();
  }

  private static List<Attack> attacks(Path file) {
    var attacks = new ArrayList<Attack>();
    var names = new HashSet<String>();
    for (var node : tree(file)) {
      var attack = attack(file, node);
      if (!names.add(attack.name())) {
        throw invalid(file, attack.name(), "there are two of this name");
      }
      attacks.add(attack);
    }
    return List.copyOf(attacks);
  }

  private static JsonNode tree(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "'%s' is no YAML: %s".formatted(file.getFileName(), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attack attack(Path file, JsonNode node) {
    try {
      return YAML.treeToValue(node, Attack.class);
    } catch (JsonMappingException e) {
      throw invalid(file, node.path("name").asText("?"), problem(e));
    } catch (JsonProcessingException e) {
      throw invalid(file, node.path("name").asText("?"), e.getOriginalMessage());
    }
  }

  private static String problem(JsonMappingException e) {
    var place =
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .collect(Collectors.joining("."));
    var message = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
    return place.isEmpty() ? message : "%s: %s".formatted(place, message);
  }

  private static IllegalArgumentException invalid(Path file, String name, String problem) {
    return new IllegalArgumentException(
        "'%s', case '%s': %s".formatted(file.getFileName(), name, problem));
  }
}
