package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.json;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.authorizedApi;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.AuthorizationType;

class RefusalTest {
  private final List<JsonNode> signed = responses(AuthorizationType.IAM);
  private final List<JsonNode> unsigned = responses(AuthorizationType.NONE);
  private final List<JsonNode> authorized = authorizedResponses();
  private final List<JsonNode> responses =
      Stream.of(signed, unsigned, authorized).flatMap(List::stream).toList();

  @Test
  void whereNobodySigns_everyRefusalHasItsStatusLayerAndCode() {
    assertThat(summaries(unsigned))
        .containsExactlyInAnyOrder(
            tuple("WAF_FILTERED", "403", "firewall", "firewall_denied"),
            tuple("ACCESS_DENIED", "403", "network", "network_denied"),
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
  void whereCallersSign_theIdentityRefusesToo() {
    assertThat(summaries(signed))
        .contains(
            tuple("ACCESS_DENIED", "403", "identity", "identity_denied"),
            tuple("MISSING_AUTHENTICATION_TOKEN", "403", "identity", "identity_missing"),
            tuple("INVALID_SIGNATURE", "403", "identity", "identity_signature_invalid"),
            tuple("EXPIRED_TOKEN", "403", "identity", "identity_expired"),
            tuple("AUTHORIZER_FAILURE", "500", "identity", "identity_check_failed"),
            tuple(
                "AUTHORIZER_CONFIGURATION_ERROR",
                "500",
                "identity",
                "identity_check_misconfigured"))
        .hasSize(unsigned.size() + 4);
  }

  @Test
  void whereAnAuthorizerIsAsked_itRefusesBesideTheNetwork() {
    assertThat(summaries(authorized))
        .containsAll(summaries(unsigned))
        .contains(
            tuple("UNAUTHORIZED", "401", "identity", "identity_unauthorized"),
            tuple("AUTHORIZER_FAILURE", "500", "identity", "identity_check_failed"),
            tuple(
                "AUTHORIZER_CONFIGURATION_ERROR",
                "500",
                "identity",
                "identity_check_misconfigured"))
        .hasSize(unsigned.size() + 3);
  }

  /** "The WWW-Authenticate Response Header Field", RFC 6750: a 401 says what is missing. */
  @Test
  void whereTheTokenIsMissingOrWrong_saysThatOneIsAskedFor() {
    assertThat(authorized)
        .filteredOn(response -> response.path("StatusCode").asText().equals("401"))
        .singleElement()
        .extracting(
            response -> response.at("/ResponseParameters/gatewayresponse.header.WWW-Authenticate"))
        .hasToString("\"'Bearer'\"");
  }

  /** Two of one type would be one response, with the words of whichever came last. */
  @Test
  void everyResponseTypeHasOneRefusal() {
    for (var responses : List.of(signed, unsigned, authorized)) {
      assertThat(responses)
          .extracting(response -> response.get("ResponseType"))
          .doesNotHaveDuplicates();
    }
  }

  /** Else CloudFormation would delete the old response after it made the new, which is the same. */
  @Test
  void anotherAuthorizationTypeChangesNoId() {
    assertThat(ids(AuthorizationType.IAM)).containsAll(ids(AuthorizationType.NONE));
  }

  @Test
  void tellsClientsWhereAnotherTryCanHelp_andWhen() {
    assertThat(responses)
        .filteredOn(response -> headers(response).isEmpty())
        .extracting(response -> error(response).get("code"))
        .containsOnly("identity_check_failed", "guard_proxy_failed", "guard_failed");
    assertThat(responses)
        .filteredOn(response -> error(response).get("code").equals("plan_throttled"))
        .extracting(RefusalTest::headers)
        .containsOnly(Map.of("gatewayresponse.header.Retry-After", "'1'"));
    assertThat(unsigned)
        .filteredOn(response -> error(response).get("code").equals("plan_quota_exceeded"))
        .extracting(RefusalTest::headers)
        .containsOnly(Map.of("gatewayresponse.header.x-should-retry", "'false'"));
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
                  .isIn("firewall", "network", "identity", "plan", "validation", "guard");
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

  private static List<JsonNode> responses(AuthorizationType type) {
    var stack = new Stack(new App(), "Test");
    api(stack).authorizationType(type).build();
    return Resources.of(stack).all("AWS::ApiGateway::GatewayResponse");
  }

  private static List<JsonNode> authorizedResponses() {
    var stack = new Stack(new App(), "Test");
    authorizedApi(stack).build();
    return Resources.of(stack).all("AWS::ApiGateway::GatewayResponse");
  }

  private static Set<String> ids(AuthorizationType type) {
    var stack = new Stack(new App(), "Test");
    api(stack).authorizationType(type).build();
    return Template.fromStack(stack).findResources("AWS::ApiGateway::GatewayResponse").keySet();
  }

  private static List<Tuple> summaries(List<JsonNode> responses) {
    return responses.stream()
        .map(
            response ->
                tuple(
                    response.get("ResponseType").textValue(),
                    response.path("StatusCode").textValue(),
                    error(response).get("layer"),
                    error(response).get("code")))
        .toList();
  }

  private static Map<String, Object> headers(JsonNode response) {
    return response.has("ResponseParameters")
        ? Json.json(response.get("ResponseParameters"))
        : Map.of();
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
