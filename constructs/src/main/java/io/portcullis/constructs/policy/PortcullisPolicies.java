package io.portcullis.constructs.policy;

import io.portcullis.constructs.policy.rule.Finding;
import io.portcullis.constructs.policy.rule.Rule;
import io.portcullis.constructs.policy.rule.Rules;
import io.portcullis.constructs.policy.state.PreviousTemplates;
import io.portcullis.constructs.policy.template.StackFile;
import io.portcullis.constructs.policy.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;

/**
 * The policies of this library, as a validation plugin of the CDK: a finding fails the synthesis
 * and stands in {@code validation-report.json}.
 *
 * <pre>{@code
 * Validations.of(app).addPlugins(new PortcullisPolicies());
 * }</pre>
 *
 * <p>A finding that stands for a reason is acknowledged by its rule's id on the narrowest
 * construct, with {@link Findings#acknowledge}.
 */
public final class PortcullisPolicies implements IPolicyValidationPlugin {
  /** What stands before a rule's id in the CDK's own spelling: {@code Portcullis::<id>}. */
  static final String NAME = "Portcullis";

  private static final String VERSION = "0.1.0";

  private final List<Rule> rules;

  /** The policies that need nothing but the templates. */
  public PortcullisPolicies() {
    this(Optional.empty());
  }

  /**
   * The policies, with those about changes.
   *
   * @param previous folder of the templates as they were: a cloud assembly, or one file {@code
   *     <path of the stack>.json} for each stack
   */
  public PortcullisPolicies(Path previous) {
    this(Optional.of(new PreviousTemplates(previous)));
  }

  private PortcullisPolicies(Optional<PreviousTemplates> previous) {
    rules = Rules.all(previous);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public String getVersion() {
    return VERSION;
  }

  @Override
  public List<String> getRuleIds() {
    return rules.stream().map(rule -> rule.text().id()).toList();
  }

  @Override
  public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
    var templates = templates(context);
    var acknowledgements = new Acknowledgements(context.getAppConstruct());
    var violations =
        rules.stream()
            .flatMap(
                rule ->
                    rule.findings(templates)
                        .map(finding -> violation(rule, finding, acknowledgements)))
            .toList();
    return PolicyValidationPluginReport.builder()
        .success(violations.isEmpty())
        .violations(violations)
        .pluginVersion(VERSION)
        .build();
  }

  private static Templates templates(IPolicyValidationContext context) {
    return Templates.of(
        context.getStackTemplates().stream()
            .map(
                stack ->
                    StackFile.read(stack.getStackConstructPath(), Path.of(stack.getTemplatePath())))
            .toList());
  }

  private static PolicyViolation violation(
      Rule rule, Finding finding, Acknowledgements acknowledgements) {
    var text = rule.text();
    return PolicyViolation.builder()
        .ruleName(acknowledgements.nameOf(text.id(), finding))
        .description(finding.description())
        .fix(text.remedy())
        .severity("error")
        .ruleMetadata(Map.of("what", text.what(), "why", text.why(), "link", text.link()))
        .violatingResources(List.of(resource(finding)))
        .build();
  }

  /** The CDK finds the construct of a resource itself. */
  private static PolicyViolatingResource resource(Finding finding) {
    var resource =
        PolicyViolatingResource.builder()
            .templatePath(finding.template().file().toString())
            .locations(finding.locations());
    return finding
        .logicalId()
        .map(resource::resourceLogicalId)
        .orElseGet(() -> resource.constructPath(finding.template().constructPath()))
        .build();
  }
}
