package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enough layers tell who calls, where the internet reaches a gateway. */
final class RuleOfThree implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-RuleOfThree",
        "A gateway that the internet reaches has at least three independent layers that tell who"
            + " calls, if it passes on data of class customer or regulated, and two if internal.",
        "Each layer fails one day: a range changes hands, a key leaks, a token is copied."
            + " Three that do not rest on one another do not fail together. An API key counts only"
            + " where it is bound to the identity that it comes with.",
        "Give every customer 'sourceCidrs' or 'sourceVpcEndpoints', and 'principals', or 'subjects'"
            + " that an 'authorizer' knows, which also bind its API keys; or put a domain with mutual TLS before the API; or close it to the"
            + " internet. State the data class on the gateway, if it is another.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates).flatMap(RuleOfThree::findings);
  }

  private static Stream<Finding> findings(FrontDoor door) {
    return door.dataClass()
        .map(dataClass -> findings(door, dataClass))
        .orElseGet(() -> Stream.of(unknown(door)));
  }

  private static Stream<Finding> findings(FrontDoor door, DataClass dataClass) {
    var counting = CallerLayer.ALL.stream().filter(layer -> layer.counts(door)).toList();
    return !door.isReachableFromTheInternet() || counting.size() >= dataClass.callerLayers()
        ? Stream.empty()
        : Stream.of(
            Finding.on(
                door.api(),
                "Properties",
                "%d of %d layers that tell who calls, for data of class %s%s: %s; %s"
                    .formatted(
                        counting.size(),
                        dataClass.callerLayers(),
                        dataClass.tagValue(),
                        door.dataClassTag().exists() ? "" : ", which no tag states",
                        counting.isEmpty()
                            ? "none"
                            : counting.stream()
                                .map(CallerLayer::name)
                                .collect(Collectors.joining(", ")),
                        gaps(door))));
  }

  private static String gaps(FrontDoor door) {
    return CallerLayer.ALL.stream()
        .flatMap(
            layer ->
                layer.gap(door).stream()
                    .map(gap -> "%s does not count: %s".formatted(layer.name(), gap)))
        .collect(Collectors.joining("; "));
  }

  static Finding unknown(FrontDoor door) {
    return Finding.on(
        door.api(),
        "Properties.Tags",
        "the tag '%s' must be one of %s, got '%s'"
            .formatted(
                DataClass.TAG,
                Stream.of(DataClass.values()).map(DataClass::tagValue).toList(),
                door.dataClassTag().text()));
  }
}
