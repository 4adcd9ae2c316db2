package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.network.SecurityLevel;
import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.template.Templates;
import java.util.Locale;
import java.util.stream.Stream;

/** The way to the model is closed as far as the data asks for. */
final class WeakestLevel implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-WeakestLevel",
        "A gateway's security level is at least protected for data of class internal or customer,"
            + " and private for regulated.",
        "At the level public anyone may call the endpoint past the gateway; at protected its token"
            + " crosses the internet.",
        "Raise 'securityLevel' of the gateway, or state the data class that it really passes on.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates).flatMap(WeakestLevel::findings);
  }

  private static Stream<Finding> findings(FrontDoor door) {
    return door.dataClass()
        .map(dataClass -> findings(door, dataClass))
        .orElseGet(() -> Stream.of(RuleOfThree.unknown(door)));
  }

  private static Stream<Finding> findings(FrontDoor door, DataClass dataClass) {
    var weakest = dataClass.weakestLevel();
    return weakest == SecurityLevel.PUBLIC
            || door.level().filter(level -> level.compareTo(weakest) >= 0).isPresent()
        ? Stream.empty()
        : Stream.of(
            Finding.on(
                door.api(),
                "Properties.Tags",
                "the tag '%s' must be %s or more for data of class %s, got '%s'"
                    .formatted(
                        SecurityLevel.TAG,
                        weakest.name().toLowerCase(Locale.ROOT),
                        dataClass.tagValue(),
                        door.levelTag().text())));
  }
}
