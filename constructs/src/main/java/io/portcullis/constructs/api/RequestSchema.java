package io.portcullis.constructs.api;

import io.portcullis.schema.JsonType;
import io.portcullis.schema.SchemaFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.JsonSchemaVersion;

/**
 * The part of a route's schema that API Gateway can check, in draft 4: what must be there, and what
 * must be an object, an array, a string or a boolean and nothing else. The proxy checks the rest.
 *
 * <p>Numbers are left out because draft 4 has another idea of an integer, and values of several
 * types because "Amazon API Gateway important notes" does not say that a type may be a list.
 */
final class RequestSchema {
  private static final Map<JsonType, JsonSchemaType> TYPES =
      Map.of(
          JsonType.OBJECT, JsonSchemaType.OBJECT,
          JsonType.ARRAY, JsonSchemaType.ARRAY,
          JsonType.STRING, JsonSchemaType.STRING,
          JsonType.BOOLEAN, JsonSchemaType.BOOLEAN);

  private RequestSchema() {}

  static JsonSchema of(InferenceRoute route) {
    return part(file(route).schema())
        .orElseThrow()
        .schema(JsonSchemaVersion.DRAFT4)
        .title(route.title())
        .build();
  }

  private static SchemaFile file(InferenceRoute route) {
    return switch (route) {
      case CHAT_COMPLETIONS -> SchemaFile.CHAT_COMPLETIONS;
      case COMPLETIONS -> SchemaFile.COMPLETIONS;
      case EMBEDDINGS -> SchemaFile.EMBEDDINGS;
      case GENERATE -> SchemaFile.GENERATE;
      case MODELS -> throw new IllegalArgumentException("'%s' takes no body".formatted(route));
    };
  }

  /** What is left of a schema, if anything is. */
  private static Optional<JsonSchema.Builder> part(io.portcullis.schema.JsonSchema schema) {
    if (schema.type().size() != 1) {
      return Optional.empty();
    }
    var type = Optional.ofNullable(TYPES.get(schema.type().get(0)));
    return type.map(
        only ->
            JsonSchema.builder()
                .type(only)
                .required(schema.required().isEmpty() ? null : schema.required())
                .properties(properties(schema))
                .items(
                    schema
                        .items()
                        .flatMap(RequestSchema::part)
                        .map(JsonSchema.Builder::build)
                        .orElse(null)));
  }

  private static Map<String, JsonSchema> properties(io.portcullis.schema.JsonSchema schema) {
    var properties = new LinkedHashMap<String, JsonSchema>();
    schema
        .properties()
        .forEach(
            (name, property) ->
                part(property).ifPresent(part -> properties.put(name, part.build())));
    return properties.isEmpty() ? null : properties;
  }
}
