package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What exists must also be where requests pass. */
class ReachabilityTest {
  private final Fixture gateway = Fixture.gateway();

  @Nested
  class MethodsAuthorizedTest {
    private final Rule rule = new MethodsAuthorized();

    @Test
    void takesAnIdentityOrAKey() {
      gateway.property("Post", "AuthorizationType", "\"NONE\"");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAMethodThatAsksForNothing() {
      gateway.property("Post", "AuthorizationType", "\"NONE\"");
      gateway.withoutProperty("Post", "ApiKeyRequired");

      assertThat(gateway.findings(rule))
          .containsExactly("Post: POST /v1/chat asks for neither an identity nor an API key");
    }

    @Test
    void findsAnOptionsMethodThatCallsSomething() {
      gateway.property("Preflight", "Integration/Type", "\"AWS_PROXY\"");

      assertThat(gateway.findings(rule)).hasSize(1);
    }
  }

  @Nested
  class MethodsValidatedTest {
    private final Rule rule = new MethodsValidated();

    @Test
    void takesAValidatorWithAModel() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesASchemaThatIsText() {
      gateway.property("Model", "Schema", "\"{\\\"type\\\":\\\"object\\\"}\"");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAMethodWithoutValidator() {
      gateway.withoutProperty("Post", "RequestValidatorId");

      assertThat(gateway.findings(rule))
          .containsExactly("Post: POST /v1/chat has no validator that checks the body");
    }

    @Test
    void findsAValidatorThatChecksParametersAlone() {
      gateway.property("Validator", "ValidateRequestBody", "false");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"{}\"", "{ \"title\": \"Anything\" }"})
    void findsASchemaThatTakesAnything(String schema) {
      gateway.property("Model", "Schema", schema);

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Post: POST /v1/chat has no model with a schema, so its validator passes every body");
    }

    @Test
    void asksForNoModel_ofAMethodWithoutBody() {
      gateway.property("Post", "HttpMethod", "\"GET\"");
      gateway.withoutProperty("Post", "RequestModels");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsMethodsThatItCannotSee() {
      gateway.property("Api", "Body", "{}");

      assertThat(gateway.findings(rule))
          .containsExactly("Api: methods that stand in an OpenAPI document cannot be checked");
    }
  }

  @Nested
  class MethodsThrottledTest {
    private final Rule rule = new MethodsThrottled();

    @Test
    void takesThePlansOfRequiredKeys() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*", "/~1v1~1chat"})
    void takesTheLimitOfTheStage(String path) {
      gateway.property("Post", "ApiKeyRequired", "false");
      gateway.property(
          "Stage",
          "MethodSettings",
          """
          [{ "ResourcePath": "%s", "HttpMethod": "*",
             "ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 10 }]
          """
              .formatted(path));

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsPlansOfKeysThatNobodyNeeds() {
      gateway.property("Post", "ApiKeyRequired", "false");

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Post: POST /v1/chat is throttled neither by the stage 'live' nor by its usage plans");
    }

    @Test
    void findsAPlanWithoutRate() {
      gateway.withoutProperty("Plan", "Throttle/RateLimit");

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsALimitOfAnotherRoute() {
      gateway.withoutProperty("Plan", "Throttle");
      gateway.property(
          "Stage",
          "MethodSettings",
          """
          [{ "ResourcePath": "/~1v1~1models", "HttpMethod": "*",
             "ThrottlingRateLimit": 5, "ThrottlingBurstLimit": 10 }]
          """);

      assertThat(gateway.findings(rule)).hasSize(1);
    }

    @Test
    void findsALimitThatIsSwitchedOff() {
      gateway.withoutProperty("Plan", "Throttle");
      gateway.property(
          "Stage",
          "MethodSettings",
          """
          [{ "ResourcePath": "/*", "HttpMethod": "*",
             "ThrottlingRateLimit": -1, "ThrottlingBurstLimit": -1 }]
          """);

      assertThat(gateway.findings(rule)).hasSize(1);
    }
  }

  @Nested
  class ProxyBehindGatewayTest {
    private final Rule rule = new ProxyBehindGateway();

    @Test
    void takesAPermissionForTheRestApi() {
      permission("apigateway.amazonaws.com", "{ \"Fn::Sub\": \"arn:…:${Api}/*\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
      "apigateway.amazonaws.com, '{ \"Fn::Sub\": \"arn:…:${HttpApi}/*\" }'",
      "apigateway.amazonaws.com, '\"arn:aws:execute-api:us-east-1:111111111111:abc/*\"'",
      "elasticloadbalancing.amazonaws.com, '{ \"Ref\": \"Api\" }'",
      "*, '{ \"Ref\": \"Api\" }'"
    })
    void findsAPermissionForSomethingElse(String principal, String sourceArn) {
      gateway.resourceToo("HttpApi", "{ \"Type\": \"AWS::ApiGatewayV2::Api\" }");
      permission(principal, sourceArn);

      assertThat(gateway.findings(rule))
          .containsExactly(
              "Invoke: '%s' may call the proxy for something else than a REST API of the templates"
                  .formatted(principal));
    }

    @ParameterizedTest
    @CsvSource({
      "AWS::Lambda::Url, TargetFunctionArn",
      "AWS::Lambda::EventSourceMapping, FunctionName"
    })
    void findsAWayPastTheRestApi(String type, String property) {
      gateway.resourceToo(
          "Way",
          "{ \"Type\": \"%s\", \"Properties\": { \"%s\": { \"Ref\": \"Alias\" } } }"
              .formatted(type, property));

      assertThat(gateway.findings(rule))
          .containsExactly("Way: %s leads to the proxy past the REST API".formatted(type));
    }

    private void permission(String principal, String sourceArn) {
      gateway.resourceToo(
          "Invoke",
          """
          {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
              "FunctionName": { "Ref": "Alias" },
              "Principal": "%s",
              "SourceArn": %s
            }
          }
          """
              .formatted(principal, sourceArn));
    }
  }

  @Nested
  class StageBehindFirewallTest {
    private final Rule rule = new StageBehindFirewall();

    @Test
    void takesAFirewallThatBlocks() {
      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesAManagedGroupAsItIs() {
      gateway.withoutProperty("WebAcl", "Rules/0/Action");
      gateway.property("WebAcl", "Rules/0/OverrideAction", "{ \"None\": {} }");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void takesAStageThatIsNamed() {
      gateway.property(
          "Association",
          "ResourceArn",
          "{ \"Fn::Sub\": \"arn:aws:apigateway:us-east-1::/restapis/${Api}/stages/live\" }");

      assertThat(gateway.findings(rule)).isEmpty();
    }

    @Test
    void findsAFirewallBeforeAnotherStage() {
      gateway.property(
          "Association",
          "ResourceArn",
          "{ \"Fn::Sub\": \"arn:aws:apigateway:us-east-1::/restapis/${Api}/stages/test\" }");

      assertThat(gateway.findings(rule))
          .containsExactly("Stage: no web ACL of the templates stands before the stage");
    }

    @Test
    void findsAFirewallThatOnlyCounts() {
      gateway.property("WebAcl", "Rules/0/Action", "{ \"Count\": {} }");

      assertThat(gateway.findings(rule))
          .containsExactly("Stage: the web ACL before the stage blocks nothing");
    }
  }
}
