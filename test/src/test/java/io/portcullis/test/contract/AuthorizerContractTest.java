package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.authorizer.AuthorizerSettings;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.authorizer.JwtAlgorithm;
import io.portcullis.constructs.authorizer.JwtAuthorizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Function;

/** What the construct says of its function and what the function is; only strings tie them. */
class AuthorizerContractTest {
  private final Stack stack = new Stack(new App(), "Test");

  @Test
  void theHandlerIsAClassThatLambdaCanStart() throws ClassNotFoundException {
    var handler = Class.forName(function().get("Handler").textValue());

    assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
    assertThat(handler.getConstructors())
        .singleElement()
        .satisfies(constructor -> assertThat(constructor.getParameterCount()).isZero());
  }

  /** With every algorithm that can be chosen, and the most of what has a limit. */
  @Test
  void theFunctionReadsTheVariablesThatItsConstructSets() {
    Map<String, String> variables =
        new ObjectMapper()
            .convertValue(function().at("/Environment/Variables"), new TypeReference<>() {});
    var environment = new RecordingEnvironment(variables);

    var settings = AuthorizerSettings.of(environment);

    assertThat(environment.read()).containsExactlyInAnyOrderElementsOf(variables.keySet());
    assertThat(settings.algorithms()).hasSize(JwtAlgorithm.values().length);
    assertThat(settings.issuer()).hasToString("https://login.example.com/tenant/");
    assertThat(settings.scopes()).isEmpty();
  }

  private JsonNode function() {
    var authorizer =
        JwtAuthorizer.Builder.create(stack, "Authorizer")
            .issuer("https://login.example.com/tenant/")
            .audiences(List.of("https://llm.example.com"))
            .algorithms(List.of(JwtAlgorithm.values()))
            .clockSkew(Duration.minutes(5))
            .build();
    InferenceApi.Builder.create(stack, "Api")
        .proxy(
            Function.fromFunctionArn(
                stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"))
        .authorizer(authorizer.getAuthorizer())
        .build();
    var function =
        Template.fromStack(stack).findResources("AWS::Lambda::Function").values().iterator().next();
    return new ObjectMapper().<JsonNode>valueToTree(function).get("Properties");
  }
}
