package io.portcullis.local.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP header fields in the order of arrival; names compare without case. Immutable. */
public record Headers(List<Header> fields) {
  /** No fields. */
  public static final Headers NONE = new Headers(List.of());

  /** One field. */
  public record Header(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  public static Headers of(String name, String value) {
    return NONE.with(name, value);
  }

  /** Adds a field, keeping others of the same name. */
  public Headers with(String name, String value) {
    var extended = new ArrayList<>(fields);
    extended.add(new Header(name, value));
    return new Headers(extended);
  }

  /** Adds a field in place of all others of the same name. */
  public Headers replacing(String name, String value) {
    return without(name).with(name, value);
  }

  public Headers without(String name) {
    return new Headers(
        fields.stream().filter(field -> !field.name().equalsIgnoreCase(name)).toList());
  }

  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** Values by name; the first spelling of a name is kept. */
  public Map<String, List<String>> byName() {
    var grouped = new LinkedHashMap<String, List<String>>();
    for (var field : fields) {
      var key =
          grouped.keySet().stream()
              .filter(name -> name.equalsIgnoreCase(field.name()))
              .findFirst()
              .orElse(field.name());
      grouped.computeIfAbsent(key, name -> new ArrayList<>()).add(field.value());
    }
    return grouped;
  }
}
