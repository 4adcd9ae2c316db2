package io.portcullis.test.compliance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.portcullis.test.Synthesis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Findings of a Guard rule that stand for a reason; Guard knows no place for it in a construct.
 *
 * @param rule name of the rule in its file
 * @param resources paths of the constructs, without their environment
 * @param environments where; everywhere if there are none
 * @param reason why they stand
 */
record GuardAcknowledgement(
    @JsonProperty(required = true) String rule,
    @JsonProperty(required = true) List<String> resources,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> environments,
    @JsonProperty(required = true) String reason) {
  private static final Path FILE = Path.of("src/test/resources/compliance/guard.yaml");

  static List<GuardAcknowledgement> all() {
    try {
      return YAMLMapper.builder().build().readValue(FILE.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is acknowledged in an environment. */
  static Stream<Guard.Finding> in(String environment) {
    return all().stream()
        .filter(one -> one.where().anyMatch(environment::equals))
        .flatMap(GuardAcknowledgement::findings);
  }

  Stream<Guard.Finding> findings() {
    return resources.stream().map(resource -> new Guard.Finding(rule, resource));
  }

  Stream<String> where() {
    return environments.isEmpty() ? Synthesis.environmentNames() : environments.stream();
  }
}
