package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A web ACL as far as rules judge it: what it does to requests. */
record WebAcl(TemplateResource resource) {

  /** The web ACL in front of a stage, if it is in the templates. */
  static Optional<WebAcl> before(FrontDoor door, TemplateResource stage) {
    return door.templates()
        .resources("AWS::WAFv2::WebACLAssociation")
        .filter(association -> isFor(association.property("ResourceArn"), door, stage))
        .flatMap(association -> association.property("WebACLArn").resources("AWS::WAFv2::WebACL"))
        .findFirst()
        .map(WebAcl::new);
  }

  /** Whether any request can be blocked: by default, by a rule, or by a managed group as it is. */
  boolean blocks() {
    return blocksByDefault()
        || rules().stream()
            .anyMatch(
                rule ->
                    rule.get("Action").get("Block").exists()
                        || rule.get("OverrideAction").get("None").exists());
  }

  /**
   * Whether it blocks every address but those of IP sets. Rules apply in the order of their
   * priority, so one that allows for another reason must not come before.
   */
  boolean admitsNamedNetworksOnly() {
    for (var rule : rules()) {
      var statement = rule.get("Statement");
      if (rule.get("Action").get("Block").exists() && isOutsideOfSets(statement)) {
        return true;
      }
      if (rule.get("Action").get("Allow").exists() && !isInSets(statement)) {
        return false;
      }
    }
    return blocksByDefault();
  }

  private boolean blocksByDefault() {
    return resource.property("DefaultAction.Block").exists();
  }

  private List<Value> rules() {
    return resource.property("Rules").list().stream()
        .sorted(Comparator.comparingLong(rule -> rule.get("Priority").number().orElse(0)))
        .toList();
  }

  private static boolean isFor(Value arn, FrontDoor door, TemplateResource stage) {
    var name = stage.property("StageName").text();
    return arn.refersTo(stage)
        || arn.refersTo(door.api()) && arn.text().endsWith("/stages/" + name);
  }

  private static boolean isOutsideOfSets(Value statement) {
    var all = statement.get("AndStatement").get("Statements").list();
    return all.isEmpty()
        ? isInSets(statement.get("NotStatement").get("Statement"))
        : all.stream().allMatch(WebAcl::isOutsideOfSets);
  }

  private static boolean isInSets(Value statement) {
    var any = statement.get("OrStatement").get("Statements").list();
    return any.isEmpty()
        ? namesNetworks(statement.get("IPSetReferenceStatement"))
        : any.stream().allMatch(WebAcl::isInSets);
  }

  /** An address that a header forwards is the caller's own claim. */
  private static boolean namesNetworks(Value reference) {
    var sets = reference.get("Arn").resources("AWS::WAFv2::IPSet").toList();
    return !sets.isEmpty()
        && !reference.get("IPSetForwardedIPConfig").exists()
        && sets.stream()
            .flatMap(set -> set.property("Addresses").list().stream())
            .noneMatch(AddressRange::isEverywhere);
  }
}
