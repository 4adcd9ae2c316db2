package io.portcullis.constructs.api;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.JsonSchemaVersion;

/**
 * The part of a route's schema that API Gateway can check, in draft 4: what a request cannot do
 * without. Everything else passes: tomorrow's properties, and the optional ones, which clients may
 * send as null.
 */
final class RequestSchema {
  private RequestSchema() {}

  static JsonSchema of(InferenceRoute route) {
    return switch (route) {
      case CHAT_COMPLETIONS ->
          requiring(route, "messages").properties(Map.of("messages", messages())).build();
      case COMPLETIONS -> requiring(route, "prompt").build();
      case EMBEDDINGS -> requiring(route, "input").build();
      case GENERATE -> requiring(route, "inputs").build();
      case MODELS -> throw new IllegalArgumentException("'%s' takes no body".formatted(route));
    };
  }

  private static JsonSchema.Builder requiring(InferenceRoute route, String property) {
    return JsonSchema.builder()
        .schema(JsonSchemaVersion.DRAFT4)
        .title(route.title())
        .type(JsonSchemaType.OBJECT)
        .required(List.of(property));
  }

  private static JsonSchema messages() {
    return JsonSchema.builder()
        .type(JsonSchemaType.ARRAY)
        .items(
            JsonSchema.builder()
                .type(JsonSchemaType.OBJECT)
                .required(List.of("role"))
                .properties(
                    Map.of("role", JsonSchema.builder().type(JsonSchemaType.STRING).build()))
                .build())
        .build();
  }
}
