package io.portcullis.constructs.policy;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of validation plugins that a construct of this library answers itself. */
public final class Findings {
  private Findings() {}

  /**
   * Acknowledges one finding on a construct and what is below it, and nowhere else.
   *
   * @param id the rule's id, with the finding in brackets where the rule has several
   * @param reason why it stands, for whoever audits the template
   */
  public static void acknowledge(IConstruct construct, String id, String reason) {
    Validations.of(construct).acknowledge(Acknowledgment.builder().id(id).reason(reason).build());
  }

  /** Acknowledges that a policy stands beside its one role rather than as a managed policy. */
  public static void acknowledgeInlinePolicy(IConstruct construct) {
    acknowledge(
        construct,
        "NIST.800.53.R5-IAMNoInlinePolicy",
        "The policy fits this role alone and must not be attached to another");
  }
}
