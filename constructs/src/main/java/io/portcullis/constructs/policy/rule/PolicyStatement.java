package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.Value;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A statement of an API's resource policy. */
record PolicyStatement(Value json) {
  /** Condition keys that tell the network, and the operators that are true of any other. */
  private static final Map<String, Set<String>> OTHER_NETWORKS =
      Map.of(
          "aws:SourceIp", Set.of("NotIpAddress"),
          "aws:VpcSourceIp", Set.of("NotIpAddress"),
          "aws:SourceVpc", Set.of("StringNotEquals", "StringNotLike"),
          "aws:SourceVpce", Set.of("StringNotEquals", "StringNotLike"));

  /** Every stage, method and path of the API. */
  private static final Pattern WHOLE_API =
      Pattern.compile("\\*|(.*:)?execute-api:([^/]*:)?[^/]*(/\\*)+");

  static Stream<PolicyStatement> in(Value policy) {
    return policy.get("Statement").list().stream().map(PolicyStatement::new);
  }

  /** Whether it denies everything to everyone unless they call from a named network. */
  boolean deniesOtherNetworks() {
    var conditions = json.get("Condition").members().toList();
    return json.get("Effect").is("Deny")
        && isForEveryone()
        && isForTheWholeApi()
        && !conditions.isEmpty()
        && conditions.stream().allMatch(PolicyStatement::isTrueOfOtherNetworks);
  }

  /** Whether it admits every principal of every AWS account that signs. */
  boolean allowsAnyAccount() {
    return json.get("Effect").is("Allow")
        && isForEveryone()
        && !isForPreflightsAlone()
        && json.get("Condition")
            .members()
            .flatMap(operator -> operator.value().members())
            .noneMatch(key -> key.name().startsWith("aws:Principal"));
  }

  private boolean isForEveryone() {
    var principal = json.get("Principal");
    return principal.is("*")
        || principal.get("AWS").list().stream().anyMatch(value -> value.is("*"));
  }

  /** A browser asks before it signs, and gets no data for it. */
  private boolean isForPreflightsAlone() {
    var resources = json.get("Resource").list();
    return !resources.isEmpty()
        && resources.stream().allMatch(resource -> resource.text().contains("/OPTIONS/"));
  }

  private boolean isForTheWholeApi() {
    return json.get("Action").list().stream()
            .anyMatch(
                action ->
                    action.is("*") || action.is("execute-api:*") || action.is("execute-api:Invoke"))
        && json.get("Resource").list().stream()
            .anyMatch(resource -> WHOLE_API.matcher(resource.text()).matches());
  }

  private static boolean isTrueOfOtherNetworks(Value.Member operator) {
    var name = operator.name().replaceFirst("IfExists$", "");
    return operator
        .value()
        .members()
        .allMatch(
            key ->
                OTHER_NETWORKS.getOrDefault(key.name(), Set.of()).contains(name)
                    && key.value().list().stream()
                        .noneMatch(
                            value ->
                                value.text().matches("\\*+") || AddressRange.isEverywhere(value)));
  }
}
