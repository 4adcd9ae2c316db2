package io.portcullis.stacks.change;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what would be opened. */
public final class WidenedAccess {
  /** Of what is referred to, a person needs the id. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^/}]+/([A-Za-z0-9]+)[^}]*}");

  private WidenedAccess() {}

  /** Compares what is deployed with what is to be deployed. Where nothing is, nothing is opened. */
  public static List<Widening> between(EnvironmentTemplates deployed, EnvironmentTemplates next) {
    if (deployed.stacks().isEmpty()) {
      return List.of();
    }
    var firewall = new FirewallWidening(next);
    var routes = new RouteWidening(next);
    var widenings = new ArrayList<Widening>();
    widenings.addAll(each(deployed, next, PolicyWidening::between));
    widenings.addAll(each(deployed, next, firewall::between));
    widenings.addAll(each(deployed, next, routes::between));
    widenings.addAll(NetworkWidening.between(deployed, next));
    return List.copyOf(widenings);
  }

  private static List<Widening> each(
      EnvironmentTemplates deployed,
      EnvironmentTemplates next,
      BiFunction<Optional<Resource>, Optional<Resource>, List<String>> comparison) {
    var before = byKey(deployed);
    var after = byKey(next);
    var widenings = new ArrayList<Widening>();
    after
        .values()
        .forEach(
            resource ->
                comparison
                    .apply(Optional.ofNullable(before.get(resource.key())), Optional.of(resource))
                    .forEach(what -> widenings.add(widening(resource, what))));
    before.values().stream()
        .filter(resource -> !after.containsKey(resource.key()))
        .forEach(
            resource ->
                comparison
                    .apply(Optional.of(resource), Optional.empty())
                    .forEach(what -> widenings.add(widening(resource, what))));
    return widenings;
  }

  static Widening widening(Resource resource, String what) {
    return new Widening(
        resource.stack().name(), resource.id(), REFERENCE.matcher(what).replaceAll("$1"));
  }

  private static Map<String, Resource> byKey(EnvironmentTemplates templates) {
    return templates.resources().stream()
        .collect(
            Collectors.toMap(Resource::key, resource -> resource, (a, b) -> a, LinkedHashMap::new));
  }
}
