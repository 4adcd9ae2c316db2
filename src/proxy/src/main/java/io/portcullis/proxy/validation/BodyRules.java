package io.portcullis.proxy.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.proxy.refusal.RefusalCode;
import io.portcullis.proxy.refusal.RefusalDetail;
import io.portcullis.proxy.refusal.RefusedException;
import io.portcullis.schema.JsonSchema;
import java.util.Optional;

/**
 * What the bodies of one route must keep.
 *
 * @param generation limits, where the route generates text
 */
record BodyRules(JsonSchema schema, Optional<GenerationRules> generation, RequestLimits limits) {
  private static final String PARAMETERS = "parameters";

  void check(JsonNode body) {
    checkSchema(body);
    if (limits.unknownFields() == UnknownFields.REFUSE) {
      checkFields(body);
    }
    if (!limits.models().isEmpty()) {
      checkModel(body);
    }
    generation.ifPresent(rules -> rules.check(body));
  }

  private void checkSchema(JsonNode body) {
    schema
        .check(body)
        .ifPresent(
            violation -> {
              throw new RefusedException(
                  RefusalCode.REQUEST_SCHEMA_VIOLATED,
                  RefusalDetail.about(violation.path(), violation.rule()));
            });
  }

  private void checkFields(JsonNode body) {
    checkFields(body, schema, "the body", Optional.empty());
    Optional.ofNullable(schema.properties().get(PARAMETERS))
        .ifPresent(
            parameters ->
                checkFields(
                    body.path(PARAMETERS),
                    parameters,
                    "'%s'".formatted(PARAMETERS),
                    Optional.of(PARAMETERS)));
  }

  /** Counts the field instead of naming it: what was pasted there by mistake may be a secret. */
  private static void checkFields(
      JsonNode object, JsonSchema schema, String place, Optional<String> param) {
    var number = 0;
    for (var field : object.properties()) {
      number++;
      if (!schema.properties().containsKey(field.getKey())) {
        throw new RefusedException(
            RefusalCode.REQUEST_FIELD_UNKNOWN,
            new RefusalDetail(
                "Field %d of %s is none of this route's.".formatted(number, place), param));
      }
    }
  }

  /** Text Generation Inference's own form can name an adapter alone, and need not. */
  private void checkModel(JsonNode body) {
    if (schema.properties().containsKey("model")) {
      checkModel(body.path("model"), "model");
      return;
    }
    var adapter = body.path(PARAMETERS).path("adapter_id");
    if (adapter.isTextual()) {
      checkModel(adapter, PARAMETERS + ".adapter_id");
    }
  }

  private void checkModel(JsonNode model, String param) {
    if (!model.isTextual() || !limits.models().contains(model.textValue())) {
      throw new RefusedException(
          RefusalCode.REQUEST_MODEL_NOT_ALLOWED,
          RefusalDetail.about(param, "must name a model that this gateway allows"));
    }
  }
}
