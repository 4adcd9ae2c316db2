package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.state.StatefulType;
import io.portcullis.constructs.policy.template.StackTemplate;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Set;
import java.util.stream.Stream;

/** What a protected stack keeps outlives it. */
final class StateRetained implements Rule {
  private static final Set<String> RETAINED = Set.of("Retain", "RetainExceptOnCreate");

  /** They can be made anew from a snapshot. */
  private static final Set<String> WITH_SNAPSHOT =
      Set.of("AWS::RDS::DBCluster", "AWS::RDS::DBInstance");

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-StateRetained",
        "Every key, secret, table, log group, bucket and database of a stack with termination"
            + " protection is retained when it is deleted or replaced.",
        "Termination protection says that the stack's data matters; a deletion policy that deletes"
            + " it with one change of the template says the opposite.",
        "Set 'removalPolicy' to RETAIN, or turn the stack's termination protection off.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates
        .all()
        .filter(StackTemplate::terminationProtection)
        .flatMap(StackTemplate::resources)
        .filter(resource -> StatefulType.of(resource.type()).isPresent())
        .flatMap(StateRetained::findings);
  }

  private static Stream<Finding> findings(TemplateResource resource) {
    return Stream.of("DeletionPolicy", "UpdateReplacePolicy")
        .filter(policy -> !isRetained(resource, policy))
        .map(
            policy ->
                Finding.on(
                    resource,
                    policy,
                    "'%s' must be Retain in a stack with termination protection, got '%s'"
                        .formatted(policy, resource.attribute(policy).text())));
  }

  private static boolean isRetained(TemplateResource resource, String policy) {
    var value = resource.attribute(policy).text();
    return RETAINED.contains(value)
        || value.equals("Snapshot") && WITH_SNAPSHOT.contains(resource.type());
  }
}
