package io.portcullis.constructs.api;

import static io.portcullis.constructs.api.ApiFixture.acme;
import static io.portcullis.constructs.api.ApiFixture.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.CorsOptions;

class CrossOriginTest {
  private static final String HEADER = "method.response.header.Access-Control-Allow-";

  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void isOff_byDefault() {
    api(stack).customers(List.of(acme().build())).build();

    assertThat(preflights()).isEmpty();
    assertThat(Resources.of(stack).toString()).doesNotContain("Access-Control", "ALLOWED_ORIGIN");
  }

  @Test
  void answersPreflights_withoutKeyAndSignature_forEveryRoute() {
    api(stack)
        .routes(List.of(InferenceRoute.CHAT_COMPLETIONS, InferenceRoute.MODELS))
        .cors(cors("https://app.example.com").build())
        .build();

    assertThat(preflights())
        .hasSize(2)
        .allSatisfy(
            method -> {
              assertThat(method.get("ApiKeyRequired").booleanValue()).isFalse();
              assertThat(method.get("AuthorizationType").textValue()).isEqualTo("NONE");
              assertThat(method.at("/Integration/Type").textValue()).isEqualTo("MOCK");
            });
    assertThat(preflights())
        .extracting(method -> headers(method).get(HEADER + "Methods").textValue())
        .containsExactlyInAnyOrder("'POST'", "'GET'");
  }

  @Test
  void namesTheOrigin_theKeyAndTheSignature() {
    api(stack).cors(cors("https://app.example.com").maxAge(Duration.hours(1)).build()).build();

    assertThat(preflights())
        .singleElement()
        .extracting(method -> Json.json(headers(method)))
        .isEqualTo(
            Json.json(
                """
                {
                  "method.response.header.Access-Control-Allow-Headers":
                    "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-User-Agent'",
                  "method.response.header.Access-Control-Allow-Methods": "'POST'",
                  "method.response.header.Access-Control-Allow-Origin": "'https://app.example.com'",
                  "method.response.header.Access-Control-Max-Age": "'3600'",
                  "method.response.header.Vary": "'Origin'"
                }
                """));
  }

  @Test
  void isNamedByEveryRefusal() {
    api(stack).cors(cors("https://app.example.com").build()).build();

    assertThat(Resources.of(stack).all("AWS::ApiGateway::GatewayResponse"))
        .allSatisfy(
            response ->
                assertThat(
                        response
                            .get("ResponseParameters")
                            .get("gatewayresponse.header.Access-Control-Allow-Origin")
                            .textValue())
                    .isEqualTo("'https://app.example.com'"));
  }

  @Test
  void mayReadWhetherToTryAgain() {
    api(stack).cors(cors("https://app.example.com").build()).build();

    assertThat(Resources.of(stack).all("AWS::ApiGateway::GatewayResponse"))
        .map(response -> response.get("ResponseParameters"))
        .filteredOn(headers -> headers.has("gatewayresponse.header.x-should-retry"))
        .isNotEmpty()
        .allSatisfy(
            headers ->
                assertThat(
                        headers
                            .get("gatewayresponse.header.Access-Control-Expose-Headers")
                            .textValue())
                    .contains("x-should-retry"));
  }

  @Test
  void isToldToTheProxy() {
    api(stack).cors(cors("https://app.example.com").build()).build();

    assertThat(
            Resources.of(stack)
                .only("AWS::ApiGateway::Stage")
                .at("/Variables/ALLOWED_ORIGIN")
                .textValue())
        .isEqualTo("https://app.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "",
        "app.example.com",
        "https://app.example.com/",
        "https://app.example.com/page",
        "https://*.example.com",
        "https://app.example.com' 'x",
        "ftp://app.example.com"
      })
  void rejectsWhatIsNoOrigin(String origin) {
    var builder = api(stack).cors(cors(origin).build());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'cors' must allow one origin such as https://app.example.com, got '%s'", origin);
  }

  @Test
  void rejectsASecondOrigin() {
    var builder = api(stack).cors(cors("https://a.example.com", "https://b.example.com").build());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageEndingWith(", got 'https://a.example.com, https://b.example.com'");
  }

  @Test
  void rejectsCredentials() {
    var builder = api(stack).cors(cors("https://app.example.com").allowCredentials(true).build());

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "'cors' must not allow credentials, scripts put keys and signatures into headers"
                + " themselves");
  }

  private static CorsOptions.Builder cors(String... origins) {
    return CorsOptions.builder().allowOrigins(List.of(origins));
  }

  private List<JsonNode> preflights() {
    return Resources.of(stack).all("AWS::ApiGateway::Method").stream()
        .filter(method -> method.get("HttpMethod").textValue().equals("OPTIONS"))
        .toList();
  }

  private static JsonNode headers(JsonNode method) {
    return method.at("/Integration/IntegrationResponses/0/ResponseParameters");
  }
}
