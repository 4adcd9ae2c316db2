package io.portcullis.local.apigateway;

import io.portcullis.binding.CustomerFields;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.iam.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the template tells the functions of all customers. */
final class CallerBindings {
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
    return new CallerBindings(
        CustomerFields.all(variables).stream().map(fields -> binding(fields, named)).toList());
  }

  private static CallerBinding binding(CustomerFields fields, List<Principal> named) {
    try {
      return CallerBinding.of(fields, named);
    } catch (IllegalArgumentException e) {
      throw new AssemblyException(
          "stage variable '%s': %s".formatted(fields.customer(), e.getMessage()), e);
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
