package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the variables of a stage say of one customer, such as {@code key=<id>&subject=<subject>}. It
 * has one by its name, and perhaps more with a number: {@code acme}, {@code acme__2}.
 */
record CustomerBinding(List<String> fields) {
  private static final List<String> IDENTITIES = List.of("principal=", "subject=");

  static Stream<CustomerBinding> of(TemplateResource stage) {
    return stage
        .property("Variables")
        .members()
        .collect(
            Collectors.groupingBy(
                variable -> variable.name().replaceFirst("__\\d+$", ""),
                Collectors.flatMapping(
                    variable -> Arrays.stream(variable.value().text().split("&")),
                    Collectors.toList())))
        .values()
        .stream()
        .map(CustomerBinding::new);
  }

  /** Whether a key of the customer works with an identity alone. */
  boolean binds(String keyId) {
    return fields.contains("key=" + keyId) && fields.stream().anyMatch(CustomerBinding::isIdentity);
  }

  private static boolean isIdentity(String field) {
    return IDENTITIES.stream().anyMatch(name -> field.startsWith(name) && !field.equals(name));
  }
}
