package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** One policy: what must hold in the templates of an app. */
public interface Rule {
  RuleText text();

  /** Where it does not hold; the same for the same templates. */
  Stream<Finding> findings(Templates templates);
}
