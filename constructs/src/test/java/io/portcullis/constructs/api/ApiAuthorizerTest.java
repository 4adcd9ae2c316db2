package io.portcullis.constructs.api;

import static io.portcullis.constructs.Json.list;
import static io.portcullis.constructs.api.ApiFixture.api;
import static io.portcullis.constructs.api.ApiFixture.authorizedApi;
import static io.portcullis.constructs.api.ApiFixture.authorizer;
import static io.portcullis.constructs.api.ApiFixture.initech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.constructs.Json;
import io.portcullis.constructs.Resources;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CognitoUserPoolsAuthorizer;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.RequestAuthorizer;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.lambda.Function;

/** An API whose callers show a token to an authorizer. */
class ApiAuthorizerTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void isAskedByEveryRoute() {
    var routes = List.of(InferenceRoute.CHAT_COMPLETIONS, InferenceRoute.MODELS);
    var api = authorizedApi(stack).routes(routes).build();

    assertThat(api.getAuthorizationType()).isEqualTo(AuthorizationType.CUSTOM);
    assertThat(methods())
        .hasSize(2)
        .allSatisfy(
            method -> {
              assertThat(method.get("AuthorizationType").textValue()).isEqualTo("CUSTOM");
              assertThat(method.at("/AuthorizerId/Ref").textValue()).startsWith("Authorizer");
              assertThat(method.get("ApiKeyRequired").booleanValue()).isTrue();
            });
  }

  @Test
  void isNotAskedByPreflights() {
    var cors = CorsOptions.builder().allowOrigins(List.of("https://app.example.com")).build();
    authorizedApi(stack).cors(cors).build();

    assertThat(methods())
        .filteredOn(method -> method.get("HttpMethod").textValue().equals("OPTIONS"))
        .singleElement()
        .satisfies(
            method -> {
              assertThat(method.get("AuthorizationType").textValue()).isEqualTo("NONE");
              assertThat(method.has("AuthorizerId")).isFalse();
            });
  }

  /** Whom it knows, the policy cannot: it names no principals. */
  @Test
  void leavesTheNetworkToTheResourcePolicy() {
    authorizedApi(stack).customers(List.of(initech().build())).build();

    var policy = Resources.of(stack).only("AWS::ApiGateway::RestApi").at("/Policy/Statement");
    assertThat(Json.list(policy))
        .isEqualTo(
            list(
                """
                [
                  {
                    "Effect": "Allow",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/live/POST/v1/chat/completions"
                  },
                  {
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "execute-api:Invoke",
                    "Resource": "execute-api:/*",
                    "Condition": { "NotIpAddress": { "aws:SourceIp": [ "203.0.113.0/24" ] } }
                  }
                ]
                """));
  }

  @Test
  void mayComeWithItsAuthorizationType() {
    var api = authorizedApi(stack).authorizationType(AuthorizationType.CUSTOM).build();

    assertThat(api.getAuthorizationType()).isEqualTo(AuthorizationType.CUSTOM);
  }

  @ParameterizedTest
  @EnumSource(names = {"IAM", "NONE"})
  void rejectsAnotherAuthorizationType(AuthorizationType type) {
    assertThatIllegalArgumentException()
        .isThrownBy(authorizedApi(stack).authorizationType(type)::build)
        .withMessage(
            "'authorizationType' must be CUSTOM with an 'authorizer' and another without, got '%s'",
            type);
  }

  @Test
  void rejectsItsAuthorizationType_whereThereIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(api(stack).authorizationType(AuthorizationType.CUSTOM)::build)
        .withMessage(
            "'authorizationType' must be CUSTOM with an 'authorizer' and another without, got 'CUSTOM'");
  }

  @Test
  void rejectsAUserPool_whichKnowsNoCustomers() {
    var userPools =
        CognitoUserPoolsAuthorizer.Builder.create(stack, "UserPools")
            .cognitoUserPools(List.of(new UserPool(stack, "UserPool")))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(api(stack).authorizer(userPools)::build)
        .withMessage("'authorizer' must have the authorization type CUSTOM, got 'COGNITO'");
  }

  /** A stage goes on with the authorizer that its deployment knows. */
  @Test
  void deploysTheApiAgain_whenItChanges() {
    var unchanged = deployment(authorizer -> authorizer);

    assertThat(deployment(authorizer -> authorizer)).isEqualTo(unchanged);
    assertThat(deployment(authorizer -> authorizer.resultsCacheTtl(Duration.minutes(1))))
        .isNotEqualTo(unchanged);
    assertThat(
            deployment(
                authorizer ->
                    authorizer.identitySources(List.of(IdentitySource.header("Authorization")))))
        .isNotEqualTo(unchanged);
  }

  @Test
  void deploysTheApiAgain_whenItsFunctionIsAnother() {
    assertThat(
            deployment(
                authorizer ->
                    authorizer.handler(
                        Function.fromFunctionArn(
                            new Stack(new App(), "Other"),
                            "Function",
                            "arn:aws:lambda:us-east-1:111111111111:function:other"))))
        .isNotEqualTo(deployment(authorizer -> authorizer));
  }

  private List<JsonNode> methods() {
    return Resources.of(stack).all("AWS::ApiGateway::Method");
  }

  private static String deployment(UnaryOperator<RequestAuthorizer.Builder> change) {
    var stack = new Stack(new App(), "Test");
    api(stack).authorizer(change.apply(authorizer(stack, "Authorizer")).build()).build();
    return Template.fromStack(stack)
        .findResources("AWS::ApiGateway::Deployment")
        .keySet()
        .iterator()
        .next();
  }
}
