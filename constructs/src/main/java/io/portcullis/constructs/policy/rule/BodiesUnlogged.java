package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.DataClass;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** What a law or a contract protects is in no log. */
final class BodiesUnlogged implements Rule {
  private static final String VARIABLE = "Environment.Variables.BODY_LOG_GROUP";

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-BodiesUnlogged",
        "The proxy of a gateway logs no bodies, if it passes on data of class regulated.",
        "Secrets are taken out of a body, but a diagnosis or a balance looks like any other word: in"
            + " a log it has other readers and another time to live.",
        "Remove 'bodyLogShare' of the proxy, or acknowledge on the proxy's function who may read"
            + " the log group, and why.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .filter(door -> door.dataClass().filter(DataClass.REGULATED::equals).isPresent())
        .flatMap(FrontDoor::proxies)
        .distinct()
        .filter(proxy -> proxy.property(VARIABLE).exists())
        .map(BodiesUnlogged::finding);
  }

  private static Finding finding(TemplateResource proxy) {
    return Finding.on(
        proxy,
        "Properties." + VARIABLE,
        "the proxy logs bodies, which are of data of class regulated");
  }
}
