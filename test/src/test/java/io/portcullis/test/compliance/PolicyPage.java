package io.portcullis.test.compliance;

import static java.util.stream.Collectors.joining;

import io.portcullis.constructs.policy.rule.Rule;
import io.portcullis.constructs.policy.rule.RuleText;
import io.portcullis.constructs.policy.rule.Rules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documentation's page about policies, written from the rules and the acknowledgements. */
final class PolicyPage {
  private static final String PAGE =
      """
      # Policies

      This page is written by a test from the rules and from what the constructs acknowledge; change those.

      `PortcullisPolicies` is a validation plugin of the CDK. It reads the synthesized templates, so it judges what is
      deployed, whichever construct made it. A finding fails `cdk synth` and stands in `validation-report.json`:

      ```java
      var app = new App();
      Validations.of(app).addPlugins(new PortcullisPolicies());
      ```

      With a folder of the templates as they were, `new PortcullisPolicies(Path.of("previous"))`, a change that takes state
      away is found too. It may be a cloud assembly, or hold one file `<path of the stack>.json` for each stack.

      A finding that stands for a reason is acknowledged on the narrowest construct, by the rule's id; the report then lists it
      with the reason, and its neighbours stay findings:

      ```java
      Validations.of(secret).acknowledge(
          Acknowledgment.builder().id("Portcullis-SecretsRotated").reason("It is a public key").build());
      ```

      A gateway states what it is in two tags of its REST API: `portcullis:data-class` (public, internal, customer or regulated)
      and `portcullis:security-level` (public, protected or private). One that calls the proxy and states neither is taken for one
      with customer data, and held to the strictest level.

      ## Rules

      %s
      ## What is acknowledged

      The library's constructs answer these findings of cdk-nag and of the CDK's own validation themselves. Constructs are named
      by their place in an environment of this repository.

      | rule | construct | reason |
      | --- | --- | --- |
      %s

      Of the rules of AWS Control Tower, these stand in this repository's environments:

      | rule | environments | construct | reason |
      | --- | --- | --- | --- |
      %s
      """;

  private PolicyPage() {}

  static String text() {
    return PAGE.formatted(
        Rules.all(Optional.empty()).stream()
            .map(Rule::text)
            .map(PolicyPage::rule)
            .collect(joining()),
        Assessment.all()
            .flatMap(assessment -> assessment.acknowledged().stream())
            .map(finding -> row(code(finding.rule()), code(finding.place()), finding.reason()))
            .distinct()
            .sorted()
            .collect(joining("\n")),
        GuardAcknowledgement.all().stream().flatMap(PolicyPage::rows).collect(joining("\n")));
  }

  private static String rule(RuleText text) {
    return """
        ### %s

        %s

        *Why:* %s

        *What to do:* %s

        """
        .formatted(text.id(), text.what(), text.why(), text.remedy());
  }

  private static Stream<String> rows(GuardAcknowledgement acknowledgement) {
    var environments =
        acknowledgement.environments().isEmpty()
            ? "all"
            : String.join(", ", acknowledgement.environments());
    return acknowledgement.resources().stream()
        .map(
            resource ->
                row(
                    code(acknowledgement.rule()),
                    environments,
                    code(resource),
                    acknowledgement.reason()));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", List.of(cells)) + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
