package io.portcullis.constructs.policy.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizersKeyedTest {
  private final Rule rule = new AuthorizersKeyed();
  private final Fixture gateway = Fixture.gateway();

  @BeforeEach
  void addAuthorizer() {
    gateway.resourceToo(
        "Authorizer",
        """
        {
          "Type": "AWS::ApiGateway::Authorizer",
          "Properties": {
            "RestApiId": { "Ref": "Api" },
            "Type": "REQUEST",
            "IdentitySource":
                "method.request.header.Authorization,method.request.header.x-api-key",
            "AuthorizerResultTtlInSeconds": 300,
            "AuthorizerUri": {
              "Fn::Sub":
                  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Alias}/invocations"
            }
          }
        }
        """);
  }

  @Test
  void takesAnAuthorizerThatIsKeyedByTokenAndKey() {
    assertThat(gateway.findings(rule)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method.request.header.X-Api-Key, method.request.header.authorization",
        "method.request.header.Authorization,method.request.header.x-api-key,context.identity.sourceIp"
      })
  void takesBothInAnySpelling(String sources) {
    gateway.property("Authorizer", "IdentitySource", "\"" + sources + "\"");

    assertThat(gateway.findings(rule)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "method.request.header.Authorization, x-api-key",
    "method.request.header.x-api-key, authorization",
    "method.request.querystring.Authorization, authorization and x-api-key",
    "method.request.header.Authorization-Too, authorization and x-api-key"
  })
  void findsAnAuthorizerThatIsKeyedByLess(String sources, String missing) {
    gateway.property("Authorizer", "IdentitySource", "\"" + sources + "\"");

    assertThat(gateway.findings(rule))
        .containsExactly(
            "Authorizer: the authorizer's results are kept without regard to " + missing);
  }

  /** API Gateway keeps results for five minutes then. */
  @ParameterizedTest
  @ValueSource(strings = {"IdentitySource", "AuthorizerResultTtlInSeconds"})
  void findsAnAuthorizerOfOneHeader_thatDoesNotSayWhatItKeeps(String property) {
    gateway.property("Authorizer", "IdentitySource", "\"method.request.header.Authorization\"");
    gateway.withoutProperty("Authorizer", property);

    assertThat(gateway.findings(rule)).hasSize(1);
  }

  @Test
  void takesAnAuthorizerThatKeepsNothing() {
    gateway.property("Authorizer", "IdentitySource", "\"method.request.header.Authorization\"");
    gateway.property("Authorizer", "AuthorizerResultTtlInSeconds", "0");

    assertThat(gateway.findings(rule)).isEmpty();
  }

  /** It sees one header alone. */
  @Test
  void findsATokenAuthorizer() {
    gateway.property("Authorizer", "Type", "\"TOKEN\"");
    gateway.property("Authorizer", "IdentitySource", "\"method.request.header.Authorization\"");

    assertThat(gateway.findings(rule))
        .containsExactly(
            "Authorizer: the authorizer's results are kept without regard to x-api-key");
  }

  @Test
  void findsAFunctionFromElsewhere() {
    gateway.property(
        "Authorizer",
        "AuthorizerUri",
        "\"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:x/invocations\"");

    assertThat(gateway.findings(rule))
        .containsExactly("Authorizer: the authorizer's function is not in the templates");
  }

  @Test
  void leavesAuthorizersOfOtherApisAlone() {
    gateway.resourceToo("Other", "{ \"Type\": \"AWS::ApiGateway::RestApi\" }");
    gateway.property("Authorizer", "RestApiId", "{ \"Ref\": \"Other\" }");
    gateway.property("Authorizer", "IdentitySource", "\"method.request.header.Authorization\"");

    assertThat(gateway.findings(rule)).isEmpty();
  }

  /** A user pool's has no function. */
  @Test
  void leavesUserPoolsAlone() {
    gateway.property("Authorizer", "Type", "\"COGNITO_USER_POOLS\"");
    gateway.withoutProperty("Authorizer", "AuthorizerUri");

    assertThat(gateway.findings(rule)).isEmpty();
  }
}
