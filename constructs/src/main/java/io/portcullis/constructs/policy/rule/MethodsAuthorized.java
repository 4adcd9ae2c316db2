package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** Nobody calls without showing anything. */
final class MethodsAuthorized implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-MethodsAuthorized",
        "Every method of a gateway asks for an identity or for an API key.",
        "One open method is enough to reach the proxy, and with it the token.",
        "Add the method with an authorization type or with 'apiKeyRequired'.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(door -> door.methods().stream())
        .filter(method -> !method.identifiesCallers() && !method.requiresKey())
        .map(
            method ->
                Finding.on(
                    method.resource(),
                    "Properties.AuthorizationType",
                    "%s asks for neither an identity nor an API key".formatted(method)));
  }
}
