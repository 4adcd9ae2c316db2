package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Optional;
import java.util.stream.Stream;

/** Every secret is replaced on a schedule, by a function that can be called. */
final class SecretsRotated implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-SecretsRotated",
        "Every secret has a rotation schedule whose function is in the templates and lets Secrets"
            + " Manager call it for this secret and account alone.",
        "A secret that nobody replaces is worth stealing for ever. A schedule without the permission"
            + " fails every time, and a permission without account and ARN lets any account call.",
        "Use 'HuggingFaceToken', or add a rotation schedule with a function and a permission with"
            + " 'sourceAccount' and 'sourceArn'.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates
        .resources("AWS::SecretsManager::Secret")
        .flatMap(
            secret ->
                problem(templates, secret).stream()
                    .map(problem -> Finding.on(secret, "Properties", problem)));
  }

  private static Optional<String> problem(Templates templates, TemplateResource secret) {
    var schedule =
        templates
            .resources("AWS::SecretsManager::RotationSchedule")
            .filter(rotation -> isFor(rotation, secret))
            .filter(rotation -> rotation.property("RotationRules").exists())
            .findFirst();
    if (schedule.isEmpty()) {
      return Optional.of("the secret has no rotation schedule");
    }
    var function =
        schedule.flatMap(
            rotation -> Functions.in(rotation.property("RotationLambdaARN")).findFirst());
    if (function.isEmpty()) {
      return Optional.of("the function that rotates the secret is not in the templates");
    }
    return function
            .filter(rotation -> admitsSecretsManager(templates, rotation, secret))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            "no permission lets Secrets Manager call the function '%s' with the account and the ARN"
                    .formatted(function.get())
                + " of the secret");
  }

  /** A schedule may name the secret by what attaches it to a database. */
  private static boolean isFor(TemplateResource schedule, TemplateResource secret) {
    var named = schedule.property("SecretId");
    return named.refersTo(secret)
        || named
            .resources("AWS::SecretsManager::SecretTargetAttachment")
            .anyMatch(attachment -> attachment.property("SecretId").refersTo(secret));
  }

  private static boolean admitsSecretsManager(
      Templates templates, TemplateResource function, TemplateResource secret) {
    return templates
        .resources("AWS::Lambda::Permission")
        .filter(permission -> permission.property("Principal").is("secretsmanager.amazonaws.com"))
        .filter(
            permission ->
                Functions.in(permission.property("FunctionName")).anyMatch(function::equals))
        .anyMatch(
            permission ->
                permission.property("SourceAccount").exists()
                    && permission.property("SourceArn").refersTo(secret));
  }
}
