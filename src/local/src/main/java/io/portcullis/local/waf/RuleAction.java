package io.portcullis.local.waf;

import io.portcullis.local.http.Answer;
import java.util.Optional;

/**
 * What a rule does to a request that it matches.
 *
 * <p>Follows "Using rule actions in AWS WAF"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-action.html).
 */
sealed interface RuleAction {
  /** Terminates evaluation, the request goes on. */
  record Allow() implements RuleAction {}

  /** Terminates evaluation, the request is refused. */
  record Block(Optional<Answer> answer) implements RuleAction {}

  /** Evaluation continues with the next rule. */
  record Count() implements RuleAction {}
}
