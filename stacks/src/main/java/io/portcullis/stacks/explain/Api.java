package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * What may be called.
 *
 * @param endpointType {@code REGIONAL}, {@code PRIVATE} or {@code EDGE}
 * @param domains own names it is called under
 * @param clientCertificates whether callers must show a certificate
 * @param defaultAddress whether API Gateway's own address answers as well
 * @param securityPolicy TLS policy, or empty for API Gateway's default
 * @param refuses what the API's own policy refuses, one text for each statement
 * @param routes methods and paths
 * @param rate requests a second of all callers together, 0 for the account's own limit
 * @param burst requests at once of all callers together, 0 for the account's own limit
 */
public record Api(
    String endpointType,
    List<String> domains,
    boolean clientCertificates,
    boolean defaultAddress,
    String securityPolicy,
    List<String> refuses,
    List<Route> routes,
    double rate,
    int burst) {

  /**
   * A route of the API.
   *
   * @param method HTTP method
   * @param path path below the stage
   * @param identity {@code NONE}, {@code AWS_IAM} or the kind of the authorizer
   * @param keyRequired whether a call needs an API key
   * @param validated whether the body or the parameters are checked
   */
  public record Route(
      String method, String path, String identity, boolean keyRequired, boolean validated) {}

  static Api in(EnvironmentTemplates environment) {
    var apis = environment.ofType("AWS::ApiGateway::RestApi");
    var domains =
        environment.ofType("AWS::ApiGateway::DomainName", "AWS::ApiGateway::DomainNameV2");
    var settings = allMethods(environment);
    return new Api(
        apis.stream()
            .map(api -> api.get("EndpointConfiguration", "Types").path(0).asText("EDGE"))
            .findFirst()
            .orElse(""),
        domains.stream().map(domain -> domain.text("DomainName")).toList(),
        domains.stream().anyMatch(domain -> domain.has("MutualTlsAuthentication")),
        apis.stream().noneMatch(api -> api.is("DisableExecuteApiEndpoint")),
        apis.stream().map(api -> api.text("SecurityPolicy")).findFirst().orElse(""),
        apis.stream().flatMap(api -> NetworkPolicy.refusals(api.get("Policy")).stream()).toList(),
        environment.ofType("AWS::ApiGateway::Method").stream()
            .map(method -> route(environment, method))
            .toList(),
        settings.path("ThrottlingRateLimit").asDouble(),
        settings.path("ThrottlingBurstLimit").asInt());
  }

  private static JsonNode allMethods(EnvironmentTemplates environment) {
    for (var stage : environment.ofType("AWS::ApiGateway::Stage")) {
      for (var settings : stage.list("MethodSettings")) {
        if (settings.path("ResourcePath").asText().equals("/*")) {
          return settings;
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static Route route(EnvironmentTemplates environment, Resource method) {
    return new Route(
        method.text("HttpMethod"),
        path(environment, method.get("ResourceId")),
        method.get("AuthorizationType").asText("NONE"),
        method.is("ApiKeyRequired"),
        method.has("RequestValidatorId"));
  }

  private static String path(EnvironmentTemplates environment, JsonNode resourceId) {
    var parts = new ArrayList<String>();
    var at = resources(environment, resourceId);
    while (!at.isEmpty()) {
      parts.add(0, at.get(0).text("PathPart"));
      at = resources(environment, at.get(0).get("ParentId"));
    }
    return "/" + String.join("/", parts);
  }

  private static List<Resource> resources(EnvironmentTemplates environment, JsonNode reference) {
    return environment.targets(reference).stream()
        .filter(resource -> resource.type().equals("AWS::ApiGateway::Resource"))
        .toList();
  }
}
