package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.StackTemplate;
import io.portcullis.constructs.policy.template.TemplateResource;
import java.util.List;
import java.util.Optional;

/**
 * A place where a rule does not hold.
 *
 * @param template the template
 * @param logicalId the resource, unless the template as a whole is meant
 * @param locations places in the resource or the template, such as {@code Properties.Policy}
 * @param description what is wrong there, never a secret
 */
public record Finding(
    StackTemplate template,
    Optional<String> logicalId,
    List<String> locations,
    String description) {

  static Finding on(TemplateResource resource, String location, String description) {
    return new Finding(
        resource.template(), Optional.of(resource.logicalId()), List.of(location), description);
  }

  static Finding in(StackTemplate template, String location, String description) {
    return new Finding(template, Optional.empty(), List.of(location), description);
  }
}
