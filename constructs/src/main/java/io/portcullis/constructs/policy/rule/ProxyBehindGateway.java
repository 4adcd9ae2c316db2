package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Map;
import java.util.stream.Stream;

/** Nothing calls the proxy but a REST API. */
final class ProxyBehindGateway implements Rule {
  /** What calls a function without a permission, and the properties that name the function. */
  private static final Map<String, String> SIDE_DOORS =
      Map.of(
          "AWS::Lambda::EventSourceMapping", "FunctionName",
          "AWS::Lambda::Url", "TargetFunctionArn");

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-ProxyBehindGateway",
        "The proxy has no function URL and no event source, and its permissions let only API Gateway"
            + " call it, for a REST API of the templates.",
        "Every layer before the proxy stands at the REST API; a second way to the proxy goes past all"
            + " of them.",
        "Remove the other way, or add it to the REST API as a route.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return Stream.concat(
        templates
            .resources(SIDE_DOORS.keySet().toArray(String[]::new))
            .filter(door -> callsProxy(door, SIDE_DOORS.get(door.type())))
            .map(
                door ->
                    finding(
                        door, "%s leads to the proxy past the REST API".formatted(door.type()))),
        templates
            .resources("AWS::Lambda::Permission")
            .filter(permission -> callsProxy(permission, "FunctionName"))
            .filter(permission -> !isForARestApi(permission))
            .map(
                permission ->
                    finding(
                        permission,
                        "'%s' may call the proxy for something else than a REST API of the templates"
                            .formatted(permission.property("Principal").text()))));
  }

  private static Finding finding(TemplateResource resource, String description) {
    return Finding.on(resource, "Properties", description);
  }

  private static boolean callsProxy(TemplateResource resource, String property) {
    return Functions.in(resource.property(property)).anyMatch(Functions::isProxy);
  }

  private static boolean isForARestApi(TemplateResource permission) {
    return permission.property("Principal").is("apigateway.amazonaws.com")
        && permission
            .property("SourceArn")
            .resources("AWS::ApiGateway::RestApi")
            .findAny()
            .isPresent();
  }
}
