package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Set;
import java.util.stream.Stream;

/** A method of a {@link FrontDoor}. */
record Method(Templates templates, TemplateResource resource) {
  private static final Set<String> WITH_AUTHORIZER = Set.of("CUSTOM", "COGNITO_USER_POOLS");

  /** Such as {@code POST}. */
  String verb() {
    return resource.property("HttpMethod").text();
  }

  /** Such as {@code /v1/chat/completions}. */
  String path() {
    return path(resource);
  }

  boolean isPreflight() {
    return verb().equals("OPTIONS") && resource.property("Integration.Type").is("MOCK");
  }

  /** Whether it has a body by its verb: {@code ANY} may. */
  boolean takesABody() {
    return Set.of("POST", "PUT", "PATCH", "ANY").contains(verb());
  }

  Stream<TemplateResource> functions() {
    return Functions.in(resource.property("Integration.Uri"));
  }

  boolean signed() {
    return resource.property("AuthorizationType").is("AWS_IAM");
  }

  /** Whether it asks who calls: by a signature, or an authorizer that exists. */
  boolean identifiesCallers() {
    return signed()
        || WITH_AUTHORIZER.contains(resource.property("AuthorizationType").text())
            && resource
                .property("AuthorizerId")
                .resources("AWS::ApiGateway::Authorizer")
                .findAny()
                .isPresent();
  }

  boolean requiresKey() {
    return resource.property("ApiKeyRequired").isTrue();
  }

  @Override
  public String toString() {
    return verb() + " " + path();
  }

  private static String path(TemplateResource from) {
    var parent =
        from.property(from.is("AWS::ApiGateway::Method") ? "ResourceId" : "ParentId")
            .resources("AWS::ApiGateway::Resource")
            .findFirst();
    return parent
        .map(
            resource ->
                (path(resource) + "/" + resource.property("PathPart").text()).replace("//", "/"))
        .orElse("/");
  }
}
