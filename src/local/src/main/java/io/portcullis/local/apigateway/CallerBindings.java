package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.iam.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the template tells the functions of all customers: stage variables named after each, {@code
 * acme}, {@code acme__2} and so on, with fields such as {@code key=<id>} that {@code &} separates.
 */
final class CallerBindings {
  private static final Pattern CUSTOMER =
      Pattern.compile("([a-z][a-z0-9]*(?:_[a-z0-9]+)*)(?:__\\d+)?");

  private final List<CallerBinding> bindings;

  private CallerBindings(List<CallerBinding> bindings) {
    this.bindings = bindings;
  }

  /**
   * Reads the variables of a stage; one with another name means nothing here.
   *
   * @param named by the resource policy
   */
  static CallerBindings of(Map<String, String> variables, List<Principal> named) {
    var customers = new TreeMap<String, List<String>>();
    variables.forEach(
        (name, value) -> {
          var customer = CUSTOMER.matcher(name);
          if (customer.matches()) {
            customers
                .computeIfAbsent(customer.group(1), key -> new ArrayList<>())
                .addAll(List.of(value.split("&")));
          }
        });
    var bindings = new ArrayList<CallerBinding>();
    customers.forEach((customer, fields) -> bindings.add(binding(customer, fields, named)));
    return new CallerBindings(List.copyOf(bindings));
  }

  private static CallerBinding binding(
      String customer, List<String> fields, List<Principal> named) {
    try {
      return CallerBinding.of(fields, named);
    } catch (IllegalArgumentException e) {
      throw new AssemblyException("stage variable '%s': %s".formatted(customer, e.getMessage()), e);
    }
  }

  /** Of the customer whose key it is. */
  Optional<CallerBinding> of(ApiKey key) {
    return bindings.stream().filter(binding -> binding.keyIds().contains(key.id())).findFirst();
  }

  /** Of all customers. */
  List<Principal> principals() {
    return bindings.stream().flatMap(binding -> binding.principals().stream()).distinct().toList();
  }
}
