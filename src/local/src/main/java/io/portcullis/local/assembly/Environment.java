package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resources of one environment, over all its stacks. */
public final class Environment {
  /** Properties for people: they change nothing that a resource does. */
  private static final Set<String> INERT = Set.of("Description", "Name", "Tags");

  private final String name;
  private final List<Stack> stacks;
  private final Map<Stack, Map<String, Resource>> resources = new LinkedHashMap<>();
  private final Set<String> modelled = new TreeSet<>();

  Environment(String name, List<Stack> stacks) {
    this.name = name;
    this.stacks = List.copyOf(stacks);
    var resolver = new Resolver(this);
    for (var stack : stacks) {
      var ofStack = new LinkedHashMap<String, Resource>();
      for (var entry : stack.template().path("Resources").properties()) {
        if (exists(resolver, stack, entry.getValue())) {
          ofStack.put(
              entry.getKey(), new Resource(stack, entry.getKey(), entry.getValue(), resolver));
        }
      }
      resources.put(stack, ofStack);
    }
  }

  private static boolean exists(Resolver resolver, Stack stack, JsonNode definition) {
    return !definition.has("Condition")
        || resolver.condition(stack, definition.get("Condition").asText());
  }

  public String name() {
    return name;
  }

  public List<Stack> stacks() {
    return stacks;
  }

  /** Every resource of {@code type}. Asking marks the type as one that the host models. */
  public synchronized List<Resource> resources(String type) {
    modelled.add(type);
    return all().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The resource of {@code type} whose {@code Ref} is {@code ref}. */
  public Optional<Resource> resource(String type, String ref) {
    return resources(type).stream().filter(resource -> resource.ref().equals(ref)).findFirst();
  }

  /** How many resources there are of each type that nothing has asked for. */
  public synchronized Map<String, Integer> unmodelledTypes() {
    var counts = new TreeMap<String, Integer>();
    for (var resource : all()) {
      if (!modelled.contains(resource.type())) {
        counts.merge(resource.type(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** For each type that was asked for, its properties that nothing has read. */
  public synchronized Map<String, Set<String>> unreadProperties() {
    var unread = new TreeMap<String, Set<String>>();
    for (var resource : all()) {
      var names = resource.properties().unread();
      names.removeAll(INERT);
      if (modelled.contains(resource.type()) && !names.isEmpty()) {
        unread.computeIfAbsent(resource.type(), type -> new TreeSet<>()).addAll(names);
      }
    }
    return unread;
  }

  Optional<Resource> resourceOf(Stack stack, String logicalId) {
    return Optional.ofNullable(resources.getOrDefault(stack, Map.of()).get(logicalId));
  }

  Optional<Stack> stackNamed(String stackName) {
    return stacks.stream().filter(stack -> stack.name().equals(stackName)).findFirst();
  }

  private List<Resource> all() {
    var all = new ArrayList<Resource>();
    resources.values().forEach(ofStack -> all.addAll(ofStack.values()));
    return all;
  }
}
