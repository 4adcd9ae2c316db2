package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The methods of an API by resource. */
final class Routes {
  private final ResourceTree tree;
  private final Map<String, Map<String, Method>> methods;

  /** A method and the resource that the path matched. */
  record Found(ResourceTree.Match match, Method method) {}

  private Routes(ResourceTree tree, Map<String, Map<String, Method>> methods) {
    this.tree = tree;
    this.methods = methods;
  }

  static Routes of(Environment environment, Resource api) {
    var methods = new HashMap<String, Map<String, Method>>();
    for (var resource : environment.resources("AWS::ApiGateway::Method")) {
      if (resource.properties().requiredText("RestApiId").equals(api.ref())) {
        var method = Method.of(environment, resource);
        methods
            .computeIfAbsent(
                resource.properties().requiredText("ResourceId"), id -> new TreeMap<>())
            .put(method.httpMethod(), method);
      }
    }
    return new Routes(ResourceTree.of(environment, api), methods);
  }

  /** The method for a path without stage, or the resource's {@code ANY}. */
  Optional<Found> match(String path, String httpMethod) {
    return tree.match(path)
        .flatMap(
            match -> {
              var ofResource = methods.getOrDefault(match.resourceId(), Map.of());
              return Optional.ofNullable(ofResource.get(httpMethod))
                  .or(() -> Optional.ofNullable(ofResource.get("ANY")))
                  .map(method -> new Found(match, method));
            });
  }

  /** Methods by path, then by verb. */
  Map<String, Map<String, Method>> all() {
    var all = new TreeMap<String, Map<String, Method>>();
    tree.paths()
        .forEach(
            (id, path) -> {
              if (methods.containsKey(id)) {
                all.put(path, methods.get(id));
              }
            });
    return all;
  }

  List<String> functionArns() {
    return all().values().stream()
        .flatMap(ofPath -> ofPath.values().stream())
        .map(Method::integration)
        .filter(Integration.LambdaProxy.class::isInstance)
        .map(integration -> ((Integration.LambdaProxy) integration).functionArn())
        .distinct()
        .toList();
  }
}
