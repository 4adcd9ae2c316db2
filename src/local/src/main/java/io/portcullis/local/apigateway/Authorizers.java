package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authorizers of an API that are functions, by their ids. */
final class Authorizers {
  private final Map<String, LambdaAuthorizer> authorizers;

  private Authorizers(Map<String, LambdaAuthorizer> authorizers) {
    this.authorizers = authorizers;
  }

  static Authorizers of(Environment environment, String apiId, Clocks clocks) {
    var authorizers = new HashMap<String, LambdaAuthorizer>();
    for (var resource : environment.resources("AWS::ApiGateway::Authorizer")) {
      if (resource.properties().requiredText("RestApiId").equals(apiId)) {
        LambdaAuthorizer.of(resource, clocks)
            .ifPresent(authorizer -> authorizers.put(resource.ref(), authorizer));
      }
    }
    return new Authorizers(Map.copyOf(authorizers));
  }

  /** The one of a method with the authorization {@code CUSTOM}. */
  Optional<LambdaAuthorizer> of(Method method) {
    return method
        .authorizerId()
        .filter(id -> method.authorizationType().equals("CUSTOM"))
        .map(authorizers::get);
  }

  List<String> functionArns() {
    return authorizers.values().stream().map(LambdaAuthorizer::functionArn).distinct().toList();
  }
}
