package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import java.util.List;

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
 * @param custody where the next one comes from, and who looks after those there are
 */
public record Token(
    boolean kept,
    String schedule,
    String window,
    boolean ownKey,
    boolean keyRotated,
    List<String> readers,
    List<String> stagers,
    List<String> replicas,
    TokenCustody custody) {

  static Token in(EnvironmentTemplates environment) {
    var secrets = environment.tokens();
    var custody = TokenCustody.in(environment);
    if (secrets.isEmpty()) {
      return new Token(false, "", "", false, false, List.of(), List.of(), List.of(), custody);
    }
    var secret = secrets.get(0);
    var keys = environment.targets(secret.get("KmsKeyId"));
    var admission = new Admission(environment, secret);
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
        admission.readers(),
        admission.writers(),
        secret.list("ReplicaRegions").stream().map(place -> place.path("Region").asText()).toList(),
        custody);
  }

  private static String schedule(JsonNode rules) {
    return rules.has("AutomaticallyAfterDays")
        ? "rate(%d days)".formatted(rules.path("AutomaticallyAfterDays").asInt())
        : rules.path("ScheduleExpression").asText();
  }
}
