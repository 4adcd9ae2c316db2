package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Value;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Callers hold the API key of the identity that they prove. A key alone counts for nothing, as AWS
 * says; bound, it must be stolen together with the identity. The binding is in the stage variables
 * of the customer, that the proxy compares with each call.
 */
final class BoundKeyLayer implements CallerLayer {
  private static final CallerLayer IDENTITY = new IdentityLayer();

  @Override
  public String name() {
    return "key";
  }

  @Override
  public Optional<String> gap(FrontDoor door) {
    var open =
        door.methods().stream()
            .filter(method -> !method.requiresKey())
            .map(Method::toString)
            .collect(Collectors.joining(", "));
    if (!open.isEmpty()) {
      return Optional.of("%s requires no API key".formatted(open));
    }
    if (!IDENTITY.counts(door)) {
      return Optional.of("a key counts only where it is bound to an identity");
    }
    return door.stages().stream()
        .flatMap(stage -> keys(door, stage).filter(key -> !isBound(key, stage)))
        .map(Value::text)
        .findFirst()
        .map(
            key ->
                "key '%s' is bound to no identity, add 'principals' or 'subjects' to its customer"
                    .formatted(key));
  }

  /** The keys that a stage's usage plans admit. */
  private static Stream<Value> keys(FrontDoor door, TemplateResource stage) {
    return UsagePlan.of(door, stage).flatMap(plan -> plan.keys()).map(key -> key.property("KeyId"));
  }

  private static boolean isBound(Value key, TemplateResource stage) {
    return CustomerBinding.of(stage).anyMatch(customer -> customer.binds(key.text()));
  }
}
