package io.portcullis.constructs.policy;

import java.util.regex.Pattern;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of validation plugins that a construct of this library answers itself. */
public final class Findings {
  /** The ids of cdk-nag and of this library begin with the name of their plugin. */
  private static final Pattern BARE_ID = Pattern.compile("([A-Za-z0-9.]+)-[A-Za-z0-9]+(\\[.*)?");

  private Findings() {}

  /**
   * Acknowledges one finding on a construct and what is below it, and nowhere else. The validation
   * report lists it with its reason.
   *
   * @param id the rule's id, with the finding in brackets where the rule has several; before the id
   *     of a plugin that is neither cdk-nag's nor ours, the plugin's name and {@code ::}
   * @param reason why it stands, for whoever audits the template
   */
  public static void acknowledge(IConstruct construct, String id, String reason) {
    Validations.of(construct)
        .acknowledge(Acknowledgment.builder().id(qualified(id)).reason(reason).build());
  }

  /** Acknowledges that a policy stands beside its one role rather than as a managed policy. */
  public static void acknowledgeInlinePolicy(IConstruct construct) {
    acknowledge(
        construct,
        "NIST.800.53.R5-IAMNoInlinePolicy",
        "The policy fits this role alone and must not be attached to another");
  }

  /**
   * With the plugin's name: cdk-nag drops a finding that is acknowledged by its bare id before the
   * CDK can report it as acknowledged.
   */
  static String qualified(String id) {
    var bare = BARE_ID.matcher(id);
    return bare.matches() ? bare.group(1) + "::" + id : id;
  }
}
