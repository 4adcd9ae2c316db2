package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How the Hugging Face token is kept.
 *
 * @param kept whether there is a secret for it
 * @param schedule when it is rotated, as Secrets Manager takes it, or empty if it is not
 * @param window time within which a rotation begins, or empty
 * @param ownKey whether it is encrypted with a key of the environment's own
 * @param keyRotated whether that key is itself replaced every year
 * @param readers who may read it, empty if the secret itself refuses nobody
 * @param stagers who may hand in a new one, empty if the secret itself refuses nobody
 * @param replicas Regions it is copied to
 */
public record Token(
    boolean kept,
    String schedule,
    String window,
    boolean ownKey,
    boolean keyRotated,
    List<String> readers,
    List<String> stagers,
    List<String> replicas) {

  static Token in(EnvironmentTemplates environment) {
    var secrets = environment.ofType("AWS::SecretsManager::Secret");
    if (secrets.isEmpty()) {
      return new Token(false, "", "", false, false, List.of(), List.of(), List.of());
    }
    var secret = secrets.get(0);
    var keys = environment.targets(secret.get("KmsKeyId"));
    var rules =
        environment.ofType("AWS::SecretsManager::RotationSchedule").stream()
            .map(schedule -> schedule.get("RotationRules"))
            .toList();
    return new Token(
        true,
        rules.stream().map(Token::schedule).findFirst().orElse(""),
        rules.stream().map(rule -> rule.path("Duration").asText()).findFirst().orElse(""),
        secret.has("KmsKeyId"),
        keys.stream().anyMatch(key -> key.is("EnableKeyRotation")),
        admitted(environment, "secretsmanager:GetSecretValue"),
        admitted(environment, "secretsmanager:PutSecretValue"),
        secret.list("ReplicaRegions").stream()
            .map(place -> place.path("Region").asText())
            .toList());
  }

  private static String schedule(JsonNode rules) {
    return rules.has("AutomaticallyAfterDays")
        ? "rate(%d days)".formatted(rules.path("AutomaticallyAfterDays").asInt())
        : rules.path("ScheduleExpression").asText();
  }

  /** Whom a deny of the secret's own policy leaves out. */
  private static List<String> admitted(EnvironmentTemplates environment, String action) {
    var names = new TreeSet<String>();
    for (var policy : environment.ofType("AWS::SecretsManager::ResourcePolicy")) {
      for (var statement : policy.list("ResourcePolicy", "Statement")) {
        if (statement.path("Effect").asText().equals("Deny")
            && Texts.list(statement.path("Action")).contains(action)) {
          exceptions(statement.path("Condition"))
              .forEach(value -> names.addAll(names(environment, value)));
        }
      }
    }
    return List.copyOf(names);
  }

  private static List<JsonNode> exceptions(JsonNode condition) {
    var values = new ArrayList<JsonNode>();
    for (var operator : condition.properties()) {
      if (operator.getKey().contains("Not")) {
        values.addAll(operator.getValue().findValues("aws:PrincipalArn"));
      }
    }
    return values;
  }

  private static List<String> names(EnvironmentTemplates environment, JsonNode principals) {
    var names = new ArrayList<String>();
    for (var principal : principals.isArray() ? principals : List.of(principals)) {
      var roles = environment.targets(principal);
      names.add(roles.isEmpty() ? Texts.principal(principal.asText()) : roles.get(0).name());
    }
    return names;
  }
}
