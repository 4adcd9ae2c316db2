package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.portcullis.constructs.policy.SecretPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One environment file, read strictly: a misspelled or missing key is an error, never a default,
 * and text is not taken for a number or the other way round.
 */
final class EnvironmentFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private final Path file;

  EnvironmentFile(Path file) {
    this.file = file;
  }

  EnvironmentConfig read() {
    var text = text();
    refuseSecrets(text);
    var tree = tree(text);
    try {
      return YAML.treeToValue(tree, EnvironmentConfig.class);
    } catch (JsonMappingException e) {
      throw new InvalidEnvironmentException(file, new ReadingProblem(tree, e).toString());
    } catch (JsonProcessingException e) {
      throw new InvalidEnvironmentException(file, firstLine(e));
    }
  }

  private JsonNode tree(String text) {
    try {
      var tree = YAML.readTree(text);
      if (!tree.isObject()) {
        throw new InvalidEnvironmentException(file, "must hold keys and values");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new InvalidEnvironmentException(
          file,
          "is not valid YAML at line %d: %s".formatted(e.getLocation().getLineNr(), firstLine(e)));
    }
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidEnvironmentException(file, "cannot be read as UTF-8 text");
    }
  }

  /**
   * Looked for in the text itself, so that a comment is no hiding place; and first, so that no
   * later message shows it.
   */
  private void refuseSecrets(String text) {
    var lines = text.lines().toList();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var number = i + 1;
      SecretPattern.in(line)
          .ifPresent(
              form -> {
                throw new InvalidEnvironmentException(
                    file,
                    "%sline %d must not hold %s, secrets belong into AWS Secrets Manager"
                        .formatted(key(line), number, form.description()));
              });
    }
  }

  private static String key(String line) {
    var colon = line.indexOf(':');
    var key = colon < 0 ? "" : line.substring(0, colon).replace("-", "").strip();
    return key.matches("[A-Za-z]+") ? "'%s' in ".formatted(key) : "";
  }
}
