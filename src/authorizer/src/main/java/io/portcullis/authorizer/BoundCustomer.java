package io.portcullis.authorizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A customer as the variables of the API's stage describe it, as far as an authorizer needs it: one
 * variable of the customer's name with underscores for dashes, or several, {@code <name>__2} and so
 * on, with {@code field=value&field=value}. Whatever is no such thing means nothing here.
 *
 * @param subjects whom the issuer's tokens name when this customer calls
 */
record BoundCustomer(String name, Optional<String> plan, Set<String> subjects) {
  private static final Pattern VARIABLE =
      Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?:__(?:[1-9][0-9]?|100))?");

  BoundCustomer {
    subjects = Set.copyOf(subjects);
  }

  static List<BoundCustomer> all(Map<String, String> stageVariables) {
    var fields = new TreeMap<String, List<String>>();
    stageVariables.forEach(
        (variable, value) -> {
          var name = VARIABLE.matcher(variable);
          if (name.matches() && value != null) {
            fields
                .computeIfAbsent(name.group(1).replace('_', '-'), customer -> new ArrayList<>())
                .addAll(Arrays.asList(value.split("&")));
          }
        });
    return fields.entrySet().stream()
        .map(customer -> of(customer.getKey(), customer.getValue()))
        .toList();
  }

  private static BoundCustomer of(String name, List<String> fields) {
    var plan = values(fields, "plan").stream().findFirst();
    return new BoundCustomer(name, plan, Set.copyOf(values(fields, "subject")));
  }

  private static List<String> values(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> field.startsWith(name + "="))
        .map(field -> EscapedText.decode(field.substring(name.length() + 1)))
        .flatMap(Optional::stream)
        .toList();
  }
}
