package io.portcullis.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.secretsmanager.Secret.LabelListener;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets of the template, by ARN or name. */
final class SecretStore {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Map<String, Secret> byArn = new LinkedHashMap<>();
  private final Map<String, JsonNode> rules = new HashMap<>();
  private final List<Secret> rotatedAtOnce = new ArrayList<>();

  SecretStore(Environment environment, InstantSource clock, LabelListener listener) {
    for (var resource : environment.resources("AWS::SecretsManager::Secret")) {
      var arn = resource.ref();
      byArn.put(arn, new Secret(arn, nameIn(arn), value(resource), clock, listener));
    }
    for (var schedule : environment.resources("AWS::SecretsManager::RotationSchedule")) {
      read(schedule);
    }
  }

  private void read(Resource schedule) {
    var properties = schedule.properties();
    var secret = byArn.get(properties.requiredText("SecretId"));
    if (secret == null) {
      throw new AssemblyException(
          "%s: 'SecretId' names no secret of the template".formatted(schedule));
    }
    properties.text("RotationLambdaARN").ifPresent(secret::rotateWith);
    properties.find("RotationRules").ifPresent(found -> rules.put(secret.arn(), found));
    if (properties.flag("RotateImmediatelyOnUpdate", true)) {
      rotatedAtOnce.add(secret);
    }
  }

  /** Without the six random characters that Secrets Manager puts behind the name. */
  private static String nameIn(String arn) {
    return arn.replaceFirst("^.*:secret:", "").replaceFirst("-.{6}$", "");
  }

  private static String value(Resource resource) {
    var properties = resource.properties();
    if (properties.find("GenerateSecretString").isPresent()) {
      var length = properties.node("GenerateSecretString").path("PasswordLength").asInt(32);
      return new SecureRandom()
          .ints(length, 0, LETTERS.length())
          .collect(
              StringBuilder::new,
              (text, index) -> text.append(LETTERS.charAt(index)),
              StringBuilder::append)
          .toString();
    }
    return properties.text("SecretString").orElse("");
  }

  Secret find(String id) throws SecretsManagerException {
    for (var secret : byArn.values()) {
      if (secret.arn().equals(id) || secret.name().equals(id)) {
        return secret;
      }
    }
    throw SecretsManagerException.notFound("Secrets Manager can't find the specified secret.");
  }

  /** Secrets with a rotation function. */
  List<Secret> rotated() {
    return byArn.values().stream().filter(secret -> secret.rotationFunction().isPresent()).toList();
  }

  /** When a secret is rotated; empty if it is not. */
  Optional<JsonNode> rotationRules(Secret secret) {
    return Optional.ofNullable(rules.get(secret.arn()));
  }

  boolean rotatesAtOnce(Secret secret) {
    return rotatedAtOnce.contains(secret);
  }
}
