package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.Optional;
import java.util.stream.Stream;

/** Malformed requests end at the API. */
final class MethodsValidated implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-MethodsValidated",
        "Every method of a gateway has a validator that checks the body, and a model with a schema"
            + " that is not empty where it takes a body.",
        "What is malformed should cost neither a function nor the model. A validator without a"
            + " model passes every body.",
        "Add the method with a request validator and a request model for application/json.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates).flatMap(MethodsValidated::findings);
  }

  private static Stream<Finding> findings(FrontDoor door) {
    return Stream.concat(
        unseen(door),
        door.methods().stream()
            .flatMap(
                method ->
                    problem(method).stream()
                        .map(
                            problem ->
                                Finding.on(
                                    method.resource(),
                                    "Properties.RequestValidatorId",
                                    "%s %s".formatted(method, problem)))));
  }

  private static Stream<Finding> unseen(FrontDoor door) {
    return door.isDefinedByADocument()
        ? Stream.of(
            Finding.on(
                door.api(),
                "Properties.Body",
                "methods that stand in an OpenAPI document cannot be checked"))
        : Stream.empty();
  }

  private static Optional<String> problem(Method method) {
    var validated =
        method
            .resource()
            .property("RequestValidatorId")
            .resources("AWS::ApiGateway::RequestValidator")
            .anyMatch(validator -> validator.property("ValidateRequestBody").isTrue());
    if (!validated) {
      return Optional.of("has no validator that checks the body");
    }
    var models = method.resource().property("RequestModels").members().toList();
    return method.takesABody()
            && (models.isEmpty() || !models.stream().allMatch(model -> hasASchema(model.value())))
        ? Optional.of("has no model with a schema, so its validator passes every body")
        : Optional.empty();
  }

  private static boolean hasASchema(Value model) {
    return model
        .resources("AWS::ApiGateway::Model")
        .map(MethodsValidated::schema)
        .anyMatch(schema -> schema.matches("(?s)\\s*\\{.*\"(type|properties|required|\\$ref)\".*"));
  }

  /** A schema may stand in the template as an object or as text. */
  private static String schema(TemplateResource model) {
    return model.property("Schema").text();
  }
}
