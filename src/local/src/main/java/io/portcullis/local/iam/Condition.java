package io.portcullis.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.waf.CidrBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One condition of a statement, on one key. */
sealed interface Condition {
  /** The keys that a request of this host can have. */
  Set<String> KEYS =
      Set.of(
          "aws:principalaccount",
          "aws:principalarn",
          "aws:securetransport",
          "aws:sourceip",
          "aws:sourcevpce",
          "aws:vpcsourceip");

  /** Whether a request with these keys meets it. */
  boolean holds(Map<String, String> keys);

  /** Lower case. */
  String key();

  List<String> values();

  /** Operator {@code Null}: whether the key is absent. */
  record Absence(String key, List<String> values) implements Condition {
    @Override
    public boolean holds(Map<String, String> keys) {
      return values.stream()
          .anyMatch(value -> Boolean.parseBoolean(value) != keys.containsKey(key));
    }
  }

  /**
   * Any other operator. Without the key a negated one holds, an ordinary one does not.
   *
   * @param ifExists whether it holds without the key
   */
  record Comparison(ConditionOperator operator, boolean ifExists, String key, List<String> values)
      implements Condition {
    @Override
    public boolean holds(Map<String, String> keys) {
      var value = keys.get(key);
      if (value == null) {
        return ifExists || operator.negated();
      }
      var found = values.stream().anyMatch(expected -> operator.matches().test(value, expected));
      return found != operator.negated();
    }
  }

  /** The conditions of an element {@code Condition}: all of them must hold. */
  static List<Condition> all(JsonNode element) {
    var conditions = new ArrayList<Condition>();
    for (var operator : Elements.requireObject(element).properties()) {
      for (var entry : Elements.requireObject(operator.getValue()).properties()) {
        conditions.add(of(operator.getKey(), entry.getKey(), Elements.texts(entry.getValue())));
      }
    }
    return List.copyOf(conditions);
  }

  private static Condition of(String name, String spelledKey, List<String> values) {
    var key = spelledKey.toLowerCase(Locale.ROOT);
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException(
          "the condition key '%s' is not modelled".formatted(spelledKey));
    }
    if (name.equals("Null") && List.of("true", "false").containsAll(values)) {
      return new Absence(key, values);
    }
    var operator =
        ConditionOperator.named(name.replaceFirst("IfExists$", ""))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the condition operator '%s' is not modelled".formatted(name)));
    if (operator.comparesAddresses()) {
      values.forEach(CidrBlock::parse);
    }
    return new Comparison(operator, name.endsWith("IfExists"), key, values);
  }
}
