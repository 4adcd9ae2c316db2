package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resources of an API.
 *
 * <p>Follows "Methods for REST APIs in API Gateway" and "Set up a proxy resource"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/how-to-method-settings.html,
 * docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html): the
 * most specific resource wins, a literal before a parameter before a greedy one.
 */
final class ResourceTree {
  private final Node root;

  /**
   * A resource that fits a path.
   *
   * @param resourcePath with its parameters in braces
   */
  record Match(String resourceId, String resourcePath, Map<String, String> parameters) {}

  private record Node(String id, String path, Map<String, Node> children) {}

  private ResourceTree(Node root) {
    this.root = root;
  }

  static ResourceTree of(Environment environment, Resource api) {
    var children = new HashMap<String, List<Resource>>();
    for (var resource : environment.resources("AWS::ApiGateway::Resource")) {
      if (resource.properties().requiredText("RestApiId").equals(api.ref())) {
        children
            .computeIfAbsent(
                resource.properties().requiredText("ParentId"), id -> new ArrayList<>())
            .add(resource);
      }
    }
    return new ResourceTree(node(api.attribute("RootResourceId"), "", children));
  }

  private static Node node(String id, String path, Map<String, List<Resource>> children) {
    var nodes = new LinkedHashMap<String, Node>();
    for (var child : children.getOrDefault(id, List.of())) {
      var part = child.properties().requiredText("PathPart");
      nodes.put(part, node(child.ref(), path + "/" + part, children));
    }
    return new Node(id, path.isEmpty() ? "/" : path, nodes);
  }

  /** The resource for a path that begins with a slash. */
  Optional<Match> match(String path) {
    var segments = path.equals("/") ? List.<String>of() : List.of(path.substring(1).split("/", -1));
    return match(root, segments, Map.of());
  }

  private static Optional<Match> match(
      Node node, List<String> segments, Map<String, String> parameters) {
    if (segments.isEmpty()) {
      return Optional.of(new Match(node.id(), node.path(), parameters));
    }
    var head = segments.get(0);
    var rest = segments.subList(1, segments.size());
    var literal = node.children().get(head);
    if (literal != null && !isParameter(head)) {
      var found = match(literal, rest, parameters);
      if (found.isPresent()) {
        return found;
      }
    }
    for (var child : node.children().entrySet()) {
      if (isParameter(child.getKey()) && !isGreedy(child.getKey()) && !head.isEmpty()) {
        var found = match(child.getValue(), rest, with(parameters, child.getKey(), head));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    for (var child : node.children().entrySet()) {
      if (isGreedy(child.getKey()) && !head.isEmpty()) {
        var all = String.join("/", segments);
        return match(child.getValue(), List.of(), with(parameters, child.getKey(), all));
      }
    }
    return Optional.empty();
  }

  /** Resource paths and ids, for a listing. */
  Map<String, String> paths() {
    var paths = new LinkedHashMap<String, String>();
    collect(root, paths);
    return paths;
  }

  private static void collect(Node node, Map<String, String> paths) {
    paths.put(node.id(), node.path());
    node.children().values().forEach(child -> collect(child, paths));
  }

  private static boolean isParameter(String part) {
    return part.startsWith("{") && part.endsWith("}");
  }

  private static boolean isGreedy(String part) {
    return isParameter(part) && part.endsWith("+}");
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String part, String value) {
    var extended = new LinkedHashMap<>(parameters);
    var end = part.length() - (isGreedy(part) ? 2 : 1);
    var decoded =
        Arrays.stream(value.split("/", -1))
            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    extended.put(part.substring(1, end), String.join("/", decoded));
    return extended;
  }
}
