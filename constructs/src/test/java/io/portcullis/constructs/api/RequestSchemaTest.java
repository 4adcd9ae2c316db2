package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.Model;
import software.amazon.awscdk.services.apigateway.RestApi;

/** What API Gateway checks of a body. */
class RequestSchemaTest {
  @Test
  void asksAConversationForMessagesWithARole() {
    assertSchema(
        InferenceRoute.CHAT_COMPLETIONS,
        """
        {
          "$schema": "http://json-schema.org/draft-04/schema#",
          "title": "ChatCompletions",
          "type": "object",
          "required": [ "messages" ],
          "properties": {
            "messages": {
              "type": "array",
              "items": {
                "type": "object",
                "required": [ "role" ],
                "properties": { "role": { "type": "string" } }
              }
            }
          }
        }
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETIONS, Completions, prompt",
    "EMBEDDINGS, Embeddings, input",
    "GENERATE, Generate, inputs"
  })
  void asksTheOthersForTheirText(InferenceRoute route, String title, String required) {
    assertSchema(
        route,
        """
        {
          "$schema": "http://json-schema.org/draft-04/schema#",
          "title": "%s",
          "type": "object",
          "required": [ "%s" ]
        }
        """
            .formatted(title, required));
  }

  @Test
  void hasNoneForARouteWithoutBody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RequestSchema.of(InferenceRoute.MODELS))
        .withMessage("'GET /v1/models' takes no body");
  }

  private static void assertSchema(InferenceRoute route, String schema) {
    var stack = new Stack(new App(), "Test");
    Model.Builder.create(stack, "Model")
        .restApi(RestApi.fromRestApiId(stack, "Api", "api"))
        .schema(RequestSchema.of(route))
        .build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::Model").get("Schema")))
        .isEqualTo(json(schema));
  }
}
