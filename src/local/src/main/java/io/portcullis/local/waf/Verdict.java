package io.portcullis.local.waf;

import io.portcullis.local.http.Answer;
import java.util.Optional;

/** What a web ACL decides about a request. */
public sealed interface Verdict {
  /** The request goes on. */
  record Allowed() implements Verdict {}

  /**
   * The request ends here.
   *
   * @param rule name of the rule, or {@code default action}
   * @param answer the rule's custom response; without one API Gateway answers
   */
  record Blocked(String rule, Optional<Answer> answer) implements Verdict {}
}
