package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** Logs end one day, and are unreadable without the key. */
final class LogGroupsProtected implements Rule {
  private static final String TYPE = "AWS::Logs::LogGroup";

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-LogGroupsProtected",
        "Every log group has a retention and a key, those that Lambda would create itself included.",
        "Logs say who called whom from where. Kept for ever they outlive every promise; without a"
            + " key of one's own, whoever may read logs reads them.",
        "Set 'retention' and 'encryptionKey' of the log group, and give every function a log group.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return Stream.concat(
        templates.resources(TYPE).flatMap(LogGroupsProtected::ofGroup),
        templates
            .resources(Functions.TYPE)
            .filter(function -> !hasALogGroup(templates, function))
            .map(
                function ->
                    Finding.on(
                        function,
                        "Properties.LoggingConfig",
                        "Lambda creates the function's log group, without retention and key")));
  }

  private static Stream<Finding> ofGroup(TemplateResource group) {
    return Stream.of("RetentionInDays", "KmsKeyId")
        .filter(property -> !group.property(property).exists())
        .map(
            property ->
                Finding.on(
                    group,
                    "Properties." + property,
                    "the log group has no '%s'".formatted(property)));
  }

  private static boolean hasALogGroup(Templates templates, TemplateResource function) {
    return function.property("LoggingConfig.LogGroup").exists()
        || templates
            .resources(TYPE)
            .map(group -> group.property("LogGroupName"))
            .anyMatch(name -> name.refersTo(function) && name.text().startsWith("/aws/lambda/"));
  }
}
