package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.util.stream.Stream;

/** A firewall stands before every stage, and it refuses something. */
final class StageBehindFirewall implements Rule {
  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-StageBehindFirewall",
        "Every stage of a gateway is associated with a web ACL that blocks by default or by a rule.",
        "A web ACL that is not associated, or only counts, looks like a firewall and is none.",
        "Create an 'ApiFirewall' with the stage.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return FrontDoor.in(templates)
        .flatMap(door -> door.stages().stream().flatMap(stage -> findings(door, stage)));
  }

  private static Stream<Finding> findings(FrontDoor door, TemplateResource stage) {
    var acl = WebAcl.before(door, stage);
    if (acl.isEmpty()) {
      return Stream.of(
          Finding.on(stage, "Properties", "no web ACL of the templates stands before the stage"));
    }
    return acl.filter(WebAcl::blocks).isPresent()
        ? Stream.empty()
        : Stream.of(Finding.on(stage, "Properties", "the web ACL before the stage blocks nothing"));
  }
}
