package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import io.portcullis.constructs.policy.template.Value;
import java.util.List;
import java.util.stream.Stream;

/** The rules of security groups in one direction: in the group, or as resources of their own. */
record SecurityGroupRules(Templates templates, String direction) {
  static final String GROUP_TYPE = "AWS::EC2::SecurityGroup";

  /**
   * A rule of a security group.
   *
   * @param group the group, the resource itself if the group is not in the templates
   * @param resource where the rule stands
   * @param json the rule
   */
  record Entry(TemplateResource group, TemplateResource resource, Value json) {
    /** Whether it is for a range of addresses that names nobody. */
    boolean isForEveryone() {
      return Stream.of("CidrIp", "CidrIpv6")
          .anyMatch(property -> AddressRange.isEverywhere(json.get(property)));
    }
  }

  static SecurityGroupRules ingress(Templates templates) {
    return new SecurityGroupRules(templates, "Ingress");
  }

  static SecurityGroupRules egress(Templates templates) {
    return new SecurityGroupRules(templates, "Egress");
  }

  String property() {
    return "SecurityGroup" + direction;
  }

  Stream<Entry> all() {
    return Stream.concat(
        templates.resources(GROUP_TYPE).flatMap(this::inGroup),
        templates.resources(type()).map(rule -> ofItsOwn(rule)));
  }

  List<TemplateResource> groupsWithout() {
    return templates
        .resources(GROUP_TYPE)
        .filter(group -> !group.property(property()).exists())
        .filter(group -> templates.referring(type(), "GroupId", group).findAny().isEmpty())
        .toList();
  }

  private String type() {
    return "AWS::EC2::SecurityGroup" + direction;
  }

  private Stream<Entry> inGroup(TemplateResource group) {
    return group.property(property()).list().stream().map(rule -> new Entry(group, group, rule));
  }

  private static Entry ofItsOwn(TemplateResource rule) {
    var group = rule.property("GroupId").resources(GROUP_TYPE).findFirst().orElse(rule);
    return new Entry(group, rule, rule.attribute("Properties"));
  }
}
