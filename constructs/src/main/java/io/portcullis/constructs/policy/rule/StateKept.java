package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.state.PreviousTemplates;
import io.portcullis.constructs.policy.state.RetainedState;
import io.portcullis.constructs.policy.template.StackTemplate;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of a template takes no state away.
 *
 * @param previous the templates as they were; without them the rule finds nothing
 */
record StateKept(Optional<PreviousTemplates> previous) implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-StateKept",
        "A change of a template neither removes nor replaces a key, a secret, a table, a log group,"
            + " a bucket or a database. It is looked at where the templates as they were are given.",
        "A logical id that changes with a construct's place is enough to start with an empty secret"
            + " and a key that opens nothing.",
        "Keep the construct's place and the property, or override the logical id; acknowledge it"
            + " where the state may go.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return previous.stream()
        .flatMap(before -> templates.all().flatMap(template -> findings(before, template)));
  }

  private static Stream<Finding> findings(PreviousTemplates previous, StackTemplate template) {
    return previous.of(template).stream()
        .flatMap(before -> RetainedState.changes(before, template.json()).stream())
        .map(
            change ->
                template
                    .resource(change.logicalId())
                    .map(resource -> Finding.on(resource, change.location(), change.toString()))
                    .orElseGet(() -> Finding.in(template, change.location(), change.toString())));
  }
}
