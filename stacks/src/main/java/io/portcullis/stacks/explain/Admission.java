package io.portcullis.stacks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whom the denials of a secret's own policy leave out. */
final class Admission {
  private final EnvironmentTemplates environment;
  private final Resource secret;

  Admission(EnvironmentTemplates environment, Resource secret) {
    this.environment = environment;
    this.secret = secret;
  }

  /** Who may read a value, empty if the secret itself refuses nobody. */
  List<String> readers() {
    return admitted("secretsmanager:GetSecretValue");
  }

  /** Who may write one, empty if the secret itself refuses nobody. */
  List<String> writers() {
    return admitted("secretsmanager:PutSecretValue");
  }

  private List<String> admitted(String action) {
    var names = new TreeSet<String>();
    for (var policy : environment.ofType("AWS::SecretsManager::ResourcePolicy")) {
      if (environment.targets(policy.get("SecretId")).contains(secret)) {
        for (var statement : policy.list("ResourcePolicy", "Statement")) {
          if (denies(statement, action)) {
            exceptions(statement.path("Condition")).forEach(value -> names.addAll(names(value)));
          }
        }
      }
    }
    return List.copyOf(names);
  }

  private static boolean denies(JsonNode statement, String action) {
    return statement.path("Effect").asText().equals("Deny")
        && Texts.list(statement.path("Action")).contains(action);
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

  private List<String> names(JsonNode principals) {
    var names = new ArrayList<String>();
    for (var principal : principals.isArray() ? principals : List.of(principals)) {
      var roles = environment.targets(principal);
      names.add(roles.isEmpty() ? Texts.principal(principal.asText()) : roles.get(0).name());
    }
    return names;
  }
}
