package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A REST API that is a gateway of ours: it says so by its data class, or it calls the proxy. Any
 * other is not.
 */
record FrontDoor(Templates templates, TemplateResource api) {
  static Stream<FrontDoor> in(Templates templates) {
    return templates
        .resources("AWS::ApiGateway::RestApi")
        .map(api -> new FrontDoor(templates, api))
        .filter(door -> door.dataClassTag().exists() || door.proxies().findAny().isPresent());
  }

  /** Every method that does something: answers to preflight requests do not. */
  List<Method> methods() {
    return of("AWS::ApiGateway::Method")
        .map(method -> new Method(templates, method))
        .filter(method -> !method.isPreflight())
        .toList();
  }

  List<TemplateResource> stages() {
    return of("AWS::ApiGateway::Stage").toList();
  }

  /** The functions of ours that it hands requests to. */
  Stream<TemplateResource> proxies() {
    return Stream.concat(
            methods().stream().flatMap(Method::functions), Functions.in(api.property("Body")))
        .filter(Functions::isProxy)
        .distinct();
  }

  Value dataClassTag() {
    return api.tag(DataClass.TAG);
  }

  /** Empty if the tag names none. An untagged gateway may pass on anything, so customer data. */
  Optional<DataClass> dataClass() {
    return dataClassTag().exists()
        ? DataClass.of(dataClassTag().text())
        : Optional.of(DataClass.CUSTOMER);
  }

  Value levelTag() {
    return api.tag(SecurityLevel.TAG);
  }

  Optional<SecurityLevel> level() {
    return levelTag().exists() ? SecurityLevel.of(levelTag().text()) : Optional.empty();
  }

  /** The level it is held to; one that states none is held to the strictest. */
  SecurityLevel strictLevel() {
    return level().orElse(SecurityLevel.PRIVATE);
  }

  /** Whether anyone may reach it: only the endpoint type PRIVATE answers inside a VPC alone. */
  boolean isReachableFromTheInternet() {
    var types = api.property("EndpointConfiguration.Types").list();
    return types.isEmpty() || !types.stream().allMatch(type -> type.is("PRIVATE"));
  }

  /** Whether its methods stand in an OpenAPI document, where nothing here can see them. */
  boolean isDefinedByADocument() {
    return api.property("Body").exists() || api.property("BodyS3Location").exists();
  }

  private Stream<TemplateResource> of(String type) {
    return templates.referring(type, "RestApiId", api);
  }
}
