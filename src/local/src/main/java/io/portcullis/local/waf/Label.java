package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A label that a rule of the web ACL puts on a request: namespaces and a name, without the prefix
 * of the web ACL.
 *
 * <p>Follows "Using labels on web requests" and "AWS WAF rules that match labels"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-labels.html,
 * docs.aws.amazon.com/waf/latest/developerguide/waf-rule-label-match.html).
 */
public record Label(List<String> parts) {
  public Label {
    parts = List.copyOf(parts);
  }

  static Label parse(String text) {
    return new Label(List.of(text.split(":")));
  }

  /** Parses a rule's {@code RuleLabels}. */
  static List<Label> list(JsonNode nodes) {
    var labels = new ArrayList<Label>();
    nodes.forEach(node -> labels.add(parse(node.path("Name").asText())));
    return List.copyOf(labels);
  }

  /** Whether the key is its name, preceded by any number of its namespaces, all of them whole. */
  boolean isNamed(List<String> key) {
    return key.size() <= parts.size()
        && parts.subList(parts.size() - key.size(), parts.size()).equals(key);
  }

  /** Whether the key is a row of its namespaces. */
  boolean isIn(List<String> key) {
    return Collections.indexOfSubList(parts.subList(0, parts.size() - 1), key) >= 0;
  }
}
