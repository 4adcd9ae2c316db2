package io.portcullis.test.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A finding that an acknowledgement covers.
 *
 * @param rule the rule's id
 * @param path the construct that it is found in, without its environment
 * @param place the construct that the acknowledgement stands beside, without its environment
 * @param reason why it stands
 */
record Acknowledged(String rule, String path, String place, String reason)
    implements Comparable<Acknowledged> {

  static Stream<Acknowledged> in(JsonNode report, String environment) {
    return report
        .path("suppressedViolations")
        .valueStream()
        .flatMap(
            finding ->
                finding
                    .get("violatingConstructs")
                    .valueStream()
                    .map(
                        construct ->
                            new Acknowledged(
                                bare(finding.get("ruleName").textValue()),
                                below(environment, construct.get("constructPath").textValue()),
                                below(environment, finding.get("acknowledgedAt").textValue()),
                                finding.path("reason").asText())));
  }

  /** The id without its plugin; a finding in brackets may have colons too. */
  static String bare(String id) {
    return id.replaceFirst("^[^\\[]*?::", "");
  }

  static String below(String environment, String path) {
    return path.startsWith(environment + "/") ? path.substring(environment.length() + 1) : path;
  }

  @Override
  public int compareTo(Acknowledged other) {
    return Comparator.comparing(Acknowledged::rule)
        .thenComparing(Acknowledged::path)
        .compare(this, other);
  }
}
