package io.portcullis.constructs.api;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.JsonSchemaVersion;

/**
 * The part of a chat completion's schema that API Gateway can check: names and types, in draft 4.
 * Everything else passes: tomorrow's properties, and the optional ones, which clients may send as
 * null.
 */
final class ChatCompletionsSchema {
  private ChatCompletionsSchema() {}

  static JsonSchema schema() {
    return JsonSchema.builder()
        .schema(JsonSchemaVersion.DRAFT4)
        .title("ChatCompletions")
        .type(JsonSchemaType.OBJECT)
        .required(List.of("messages"))
        .properties(
            Map.of(
                "model", type(JsonSchemaType.STRING),
                "messages", messages()))
        .build();
  }

  private static JsonSchema messages() {
    return JsonSchema.builder()
        .type(JsonSchemaType.ARRAY)
        .items(
            JsonSchema.builder()
                .type(JsonSchemaType.OBJECT)
                .required(List.of("role"))
                .properties(Map.of("role", type(JsonSchemaType.STRING)))
                .build())
        .build();
  }

  private static JsonSchema type(JsonSchemaType type) {
    return JsonSchema.builder().type(type).build();
  }
}
