package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Function;

class RefusalTest {
  private final List<JsonNode> responses = responses();

  @Test
  void everyRefusalHasItsStatusLayerAndCode() {
    assertThat(responses)
        .extracting(
            response -> response.get("ResponseType").textValue(),
            response -> response.path("StatusCode").textValue(),
            response -> error(response).get("layer"),
            response -> error(response).get("code"))
        .containsExactlyInAnyOrder(
            tuple("WAF_FILTERED", "403", "firewall", "firewall_denied"),
            tuple("INVALID_API_KEY", "403", "plan", "plan_key_invalid"),
            tuple("THROTTLED", "429", "plan", "plan_throttled"),
            tuple("QUOTA_EXCEEDED", "429", "plan", "plan_quota_exceeded"),
            tuple("MISSING_AUTHENTICATION_TOKEN", "404", "validation", "request_route_unknown"),
            tuple("BAD_REQUEST_BODY", "400", "validation", "request_body_invalid"),
            tuple("BAD_REQUEST_PARAMETERS", "400", "validation", "request_parameters_invalid"),
            tuple("UNSUPPORTED_MEDIA_TYPE", "415", "validation", "request_content_type"),
            tuple("REQUEST_TOO_LARGE", "413", "validation", "request_too_large"),
            tuple("INTEGRATION_FAILURE", "502", "guard", "guard_proxy_failed"),
            tuple("INTEGRATION_TIMEOUT", "504", "guard", "guard_timeout"),
            tuple("DEFAULT_4XX", null, "validation", "request_refused"),
            tuple("DEFAULT_5XX", null, "guard", "guard_failed"));
  }

  @Test
  void everyRefusalIsJson_withTheSameFields() {
    assertThat(responses)
        .allSatisfy(
            response -> {
              assertThat(body(response)).containsOnlyKeys("error");
              assertThat(error(response))
                  .containsOnlyKeys("message", "type", "code", "layer", "request_id")
                  .containsEntry("request_id", "$context.requestId");
            });
  }

  @Test
  void everyRefusalNamesALayerAndATypeThatClientsKnow() {
    assertThat(responses)
        .allSatisfy(
            response -> {
              assertThat(error(response).get("layer"))
                  .isIn("firewall", "plan", "validation", "guard");
              assertThat(error(response).get("type"))
                  .isIn(
                      "invalid_request_error", "permission_error", "rate_limit_error", "api_error");
            });
  }

  /** Else a caller could write into an answer. */
  @Test
  void noRefusalRepeatsWhatTheCallerSent() {
    assertThat(responses)
        .allSatisfy(
            response ->
                assertThat(template(response).replace("$context.requestId", ""))
                    .doesNotContain("$"));
  }

  private static List<JsonNode> responses() {
    var stack = new Stack(new App(), "Test");
    InferenceApi.Builder.create(stack, "Api")
        .proxy(
            Function.fromFunctionArn(
                stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"))
        .build();
    return Resources.of(stack).all("AWS::ApiGateway::GatewayResponse");
  }

  private static String template(JsonNode response) {
    return response.get("ResponseTemplates").get("application/json").textValue();
  }

  private static Map<String, Object> body(JsonNode response) {
    return json(template(response));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> error(JsonNode response) {
    return (Map<String, Object>) body(response).get("error");
  }
}
