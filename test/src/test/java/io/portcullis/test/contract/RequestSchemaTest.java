package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.schema.SchemaFile;
import io.portcullis.test.contract.RequestCorpus.Request;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas describe what engines take, and mean here what they mean to everyone. */
class RequestSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @ParameterizedTest
  @MethodSource("io.portcullis.test.contract.RequestCorpus#accepted")
  void takeWhatAnEngineTakes(Request request) {
    assertThat(request.keepsItsSchema()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.portcullis.test.contract.RequestCorpus#refused")
  void refuseWhatNoEngineTakes(Request request) {
    assertThat(request.keepsItsSchema()).isFalse();
  }

  /** A complete validator of the same draft judges every body in the same way. */
  @Test
  void meanWhatTheyMeanToEveryone() {
    var complete = new EnumMap<SchemaFile, Schema>(SchemaFile.class);
    for (var file : SchemaFile.values()) {
      complete.put(file, REGISTRY.getSchema(file.json()));
    }

    assertThat(RequestCorpus.withMutations())
        .hasSizeGreaterThan(10_000)
        .allMatch(
            request ->
                request.keepsItsSchema()
                    == complete.get(request.file()).validate(request.body()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void areSchemasThemselves(SchemaFile file) {
    var draft =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(draft.validate(file.json())).isEmpty();
  }
}
