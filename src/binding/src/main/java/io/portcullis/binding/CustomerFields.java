package io.portcullis.binding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts of one customer, such as {@code key=<id>} and {@code cidr=203.0.113.0/24}. They stand
 * in one stage variable that is named after the customer, with underscores for dashes, or in
 * several, {@code acme}, {@code acme__2} and so on to {@code acme__100}; {@code &} separates them.
 *
 * @param fields in any order, as they are written
 */
public record CustomerFields(String customer, List<String> fields) {
  private static final Pattern VARIABLE =
      Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?:__(?:[1-9][0-9]?|100))?");

  public CustomerFields {
    fields = List.copyOf(fields);
  }

  /** Those of every customer, in the order of their names; other variables mean nothing here. */
  public static List<CustomerFields> all(Map<String, String> stageVariables) {
    var customers = new TreeMap<String, List<String>>();
    stageVariables.forEach(
        (variable, value) -> {
          var name = VARIABLE.matcher(variable);
          if (value != null && name.matches()) {
            customers
                .computeIfAbsent(name.group(1).replace('_', '-'), customer -> new ArrayList<>())
                .addAll(List.of(value.split("&", -1)));
          }
        });
    return customers.entrySet().stream()
        .map(customer -> new CustomerFields(customer.getKey(), customer.getValue()))
        .toList();
  }

  /** Whether there is such a field, be it one that can be read or not. */
  public boolean has(String name) {
    return written(name).findAny().isPresent();
  }

  /** The values of the fields of that name that can be read. */
  public Stream<String> values(String name) {
    return written(name).map(EscapedText::decode).flatMap(Optional::stream);
  }

  /**
   * Its principals. One that was known only at deployment has an equals sign or a comma of its name
   * as it is, since nobody could escape it.
   */
  public Stream<String> principals() {
    return written("principal")
        .map(text -> EscapedText.decode(text.replace("=", "~3D").replace(",", "~2C")))
        .flatMap(Optional::stream);
  }

  /** The values of the fields of that name that cannot be read, as they are written. */
  public Stream<String> unreadable(String name) {
    return written(name).filter(value -> EscapedText.decode(value).isEmpty());
  }

  private Stream<String> written(String name) {
    return fields.stream()
        .filter(field -> field.startsWith(name + "="))
        .map(field -> field.substring(name.length() + 1));
  }
}
