package io.portcullis.local.apigateway;

import io.portcullis.local.iam.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which principals belong to which API key, as the template tells the function: stage variables of
 * the form {@code <apiKeyId>,<account>:role/<name>,…}.
 */
final class CallerBindings {
  private static final Pattern PRINCIPAL = Pattern.compile("(\\d{12}):(role|user)/([^/*?]+)");

  private final Map<String, List<Principal>> principals;

  private CallerBindings(Map<String, List<Principal>> principals) {
    this.principals = principals;
  }

  /**
   * Reads the variables of a stage.
   *
   * @param named by the resource policy: a variable leaves out the path that is part of an ARN
   */
  static CallerBindings of(Map<String, String> variables, List<Principal> named) {
    var principals = new HashMap<String, List<Principal>>();
    for (var value : variables.values()) {
      var parts = value.split(",");
      var bound = new ArrayList<Principal>();
      for (var part : List.of(parts).subList(1, parts.length)) {
        var matcher = PRINCIPAL.matcher(part.trim());
        if (matcher.matches()) {
          bound.add(principal(matcher.group(1), matcher.group(2), matcher.group(3), named));
        }
      }
      if (!bound.isEmpty()) {
        principals.put(parts[0].trim(), List.copyOf(bound));
      }
    }
    return new CallerBindings(Map.copyOf(principals));
  }

  private static Principal principal(
      String account, String type, String name, List<Principal> named) {
    return named.stream()
        .filter(known -> known.account().equals(account))
        .filter(known -> known.type().text().equals(type) && known.name().equals(name))
        .findFirst()
        .or(() -> Principal.of("arn:aws:iam::%s:%s/%s".formatted(account, type, name)))
        .orElseThrow();
  }

  List<Principal> of(ApiKey key) {
    return principals.getOrDefault(key.id(), List.of());
  }

  List<Principal> all() {
    return principals.values().stream().flatMap(List::stream).toList();
  }
}
