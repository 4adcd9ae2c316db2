package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A method of a resource.
 *
 * <p>Follows "AWS::ApiGateway::Method"
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html).
 */
record Method(
    String httpMethod,
    boolean apiKeyRequired,
    String authorizationType,
    Optional<String> authorizerId,
    RequestValidator validator,
    Integration integration) {

  /** Whether its calls are signed with AWS Signature Version 4. */
  boolean signed() {
    return authorizationType.equals("AWS_IAM");
  }

  /** Whether it has no authorizer. */
  boolean open() {
    return authorizationType.equals("NONE");
  }

  static Method of(Environment environment, Resource resource) {
    var properties = resource.properties();
    var models = new HashMap<String, Model>();
    for (var entry : properties.map("RequestModels").entrySet()) {
      environment
          .resource("AWS::ApiGateway::Model", entry.getValue())
          .ifPresent(model -> models.put(entry.getKey(), Model.of(model)));
    }
    var parameters = new HashMap<String, Boolean>();
    properties
        .map("RequestParameters")
        .forEach((name, required) -> parameters.put(name, Boolean.valueOf(required)));
    return new Method(
        properties.requiredText("HttpMethod"),
        properties.flag("ApiKeyRequired", false),
        properties.text("AuthorizationType").orElse("NONE"),
        properties.text("AuthorizerId"),
        RequestValidator.of(
            properties
                .text("RequestValidatorId")
                .flatMap(id -> environment.resource("AWS::ApiGateway::RequestValidator", id)),
            Map.copyOf(models),
            Map.copyOf(parameters)),
        properties
            .find("Integration")
            .map(Integration::of)
            .orElseGet(() -> new Integration.NotModelled("none")));
  }
}
