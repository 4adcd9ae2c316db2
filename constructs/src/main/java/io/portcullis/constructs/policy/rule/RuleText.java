package io.portcullis.constructs.policy.rule;

import java.util.Locale;

/**
 * What is said of a rule.
 *
 * @param id its name for reports and acknowledgements, such as {@code Portcullis-RuleOfThree}; it
 *     never changes
 * @param what what must hold, in a sentence
 * @param why what it is good for
 * @param remedy what to do where it does not hold
 */
public record RuleText(String id, String what, String why, String remedy) {
  private static final String PAGE = "docs/policies.md";

  /** The rule's place in this repository's documentation. */
  public String link() {
    return PAGE + "#" + id.toLowerCase(Locale.ROOT);
  }
}
