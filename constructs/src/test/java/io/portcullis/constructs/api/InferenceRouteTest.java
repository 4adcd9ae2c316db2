package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.unsignedApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** What an API asks of the calls of each route. */
class InferenceRouteTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void isTheOneForChatCompletions_byDefault() {
    api(stack).build();

    assertThat(pathParts()).containsExactly("v1", "chat", "completions");
    assertThat(methods()).containsExactly("POST");
  }

  @Test
  void isServed_ifTold() {
    api(stack).routes(List.of(InferenceRoute.values())).build();

    assertThat(pathParts())
        .containsExactlyInAnyOrder(
            "v1", "chat", "completions", "completions", "embeddings", "generate", "models");
    assertThat(methods()).containsExactlyInAnyOrder("POST", "POST", "POST", "POST", "GET");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MODELS")
  void asksForSignatureKeyAndAValidBody(InferenceRoute route) {
    api(stack).routes(List.of(route)).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::Method")))
        .containsEntry("HttpMethod", "POST")
        .containsEntry("AuthorizationType", "AWS_IAM")
        .containsEntry("ApiKeyRequired", true)
        .containsEntry("RequestValidatorId", json("{ \"Ref\": \"ApiRequestValidator\" }"))
        .containsEntry(
            "RequestModels",
            json("{ \"application/json\": { \"Ref\": \"Api%s\" } }".formatted(route.title())));
  }

  /** A validator passes every body where there is no model; the proxy lets none through. */
  @Test
  void thatListsModels_asksForSignatureAndKey_andHasNoModel() {
    api(stack).routes(List.of(InferenceRoute.MODELS)).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::Method")))
        .containsEntry("HttpMethod", "GET")
        .containsEntry("AuthorizationType", "AWS_IAM")
        .containsEntry("ApiKeyRequired", true)
        .containsEntry("RequestValidatorId", json("{ \"Ref\": \"ApiRequestValidator\" }"))
        .doesNotContainKey("RequestModels");
  }

  @ParameterizedTest
  @EnumSource
  void asksForTheKeyAlone_whereNobodySigns(InferenceRoute route) {
    unsignedApi(stack).routes(List.of(route)).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::Method")))
        .containsEntry("AuthorizationType", "NONE")
        .containsEntry("ApiKeyRequired", true);
  }

  @Test
  void checksBodyAndParameters() {
    api(stack).build();

    assertThat(Json.json(Resources.of(stack).only("AWS::ApiGateway::RequestValidator")))
        .containsEntry("ValidateRequestBody", true)
        .containsEntry("ValidateRequestParameters", true);
  }

  @Test
  void ofChatCompletions_cannotDoWithoutMessagesThatHaveARole() {
    api(stack).build();

    assertThat(schema())
        .isEqualTo(
            json(
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
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETIONS, Completions, prompt",
    "EMBEDDINGS, Embeddings, input",
    "GENERATE, Generate, inputs"
  })
  void ofAnotherKind_cannotDoWithoutItsInput(InferenceRoute route, String title, String property) {
    api(stack).routes(List.of(route)).build();

    assertThat(schema())
        .isEqualTo(
            json(
                """
                {
                  "$schema": "http://json-schema.org/draft-04/schema#",
                  "title": "%s",
                  "type": "object",
                  "required": [ "%s" ]
                }
                """
                    .formatted(title, property)));
  }

  @Test
  void hasAMethodAndAModel_forUsersToChange() {
    var api = api(stack).routes(List.of(InferenceRoute.EMBEDDINGS, InferenceRoute.MODELS)).build();

    assertThat(api.getMethod(InferenceRoute.EMBEDDINGS).getHttpMethod()).isEqualTo("POST");
    assertThat(api.getMethod(InferenceRoute.MODELS).getHttpMethod()).isEqualTo("GET");
    assertThat(api.getModel(InferenceRoute.EMBEDDINGS).getNode().getId()).isEqualTo("Embeddings");
  }

  @Test
  void hasNoMethod_whereTheApiDoesNotHaveIt() {
    var api = api(stack).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.getMethod(InferenceRoute.GENERATE))
        .withMessage("'route' must be one of [POST /v1/chat/completions], got 'POST /generate'");
  }

  @Test
  void hasNoModel_whereThereIsNoBody() {
    var api = api(stack).routes(List.of(InferenceRoute.MODELS)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> api.getModel(InferenceRoute.MODELS))
        .withMessage("'route' must be one of [], got 'GET /v1/models'");
  }

  @Test
  void isNeededAtLeastOnce() {
    var builder = api(stack).routes(List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'routes' must have at least one, got none");
  }

  @Test
  void isNamedOnce() {
    var builder = api(stack).routes(List.of(InferenceRoute.MODELS, InferenceRoute.MODELS));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("'routes' must be different, got 'MODELS' twice");
  }

  private Stream<String> pathParts() {
    return Resources.of(stack).all("AWS::ApiGateway::Resource").stream()
        .map(resource -> resource.get("PathPart").textValue());
  }

  private Stream<String> methods() {
    return Resources.of(stack).all("AWS::ApiGateway::Method").stream()
        .map(method -> method.get("HttpMethod").textValue());
  }

  private Object schema() {
    JsonNode model = Resources.of(stack).only("AWS::ApiGateway::Model");
    return Json.json(model.get("Schema"));
  }
}
