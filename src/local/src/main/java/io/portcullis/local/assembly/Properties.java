package io.portcullis.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties of a resource, resolved when they are read. It records which top-level ones were
 * read, so that what no part of the host looks at can be named instead of passed over.
 */
public final class Properties {
  private final Resource owner;
  private final JsonNode template;
  private final Resolver resolver;
  private final Map<String, Optional<JsonNode>> read = new HashMap<>();

  Properties(Resource owner, JsonNode template, Resolver resolver) {
    this.owner = owner;
    this.template = template;
    this.resolver = resolver;
  }

  /** The resolved value, empty if the template leaves the property out or says no value. */
  public synchronized Optional<JsonNode> find(String name) {
    var known = read.get(name);
    if (known == null) {
      known =
          template.has(name)
              ? resolver.resolve(owner.stack(), template.get(name))
              : Optional.empty();
      read.put(name, known);
    }
    return known;
  }

  public JsonNode node(String name) {
    return find(name)
        .orElseThrow(
            () -> new AssemblyException("%s: property '%s' is required".formatted(owner, name)));
  }

  public Optional<String> text(String name) {
    return find(name).map(JsonNode::asText);
  }

  public String requiredText(String name) {
    return node(name).asText();
  }

  public int integer(String name, int fallback) {
    return find(name).map(JsonNode::asInt).orElse(fallback);
  }

  public boolean flag(String name, boolean fallback) {
    return find(name).map(JsonNode::asBoolean).orElse(fallback);
  }

  /** Elements of a list property, empty if it is absent. */
  public List<JsonNode> list(String name) {
    var elements = new ArrayList<JsonNode>();
    find(name).ifPresent(array -> array.forEach(elements::add));
    return elements;
  }

  /** Entries of a map property as text, empty if it is absent. */
  public Map<String, String> map(String name) {
    var entries = new HashMap<String, String>();
    find(name)
        .ifPresent(
            object ->
                object
                    .properties()
                    .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText())));
    return entries;
  }

  /** Names of the top-level properties in the template that nothing has read so far. */
  public synchronized Set<String> unread() {
    var names = new TreeSet<String>();
    template.fieldNames().forEachRemaining(names::add);
    names.removeAll(read.keySet());
    return names;
  }
}
