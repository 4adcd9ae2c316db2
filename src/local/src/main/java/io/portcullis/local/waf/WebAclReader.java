package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads a web ACL from the template, in the order in which its rules apply. */
final class WebAclReader {
  /**
   * Bytes of a body that are inspected for API Gateway unless the association says more
   * (docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html).
   */
  private static final int DEFAULT_BODY_LIMIT = 16 * 1024;

  private final Resource resource;
  private final CustomResponses responses;
  private final StatementParser statements;
  private final List<Rule> rules = new ArrayList<>();
  private final List<String> notEvaluated = new ArrayList<>();

  private WebAclReader(Environment environment, Resource resource, InstantSource clock) {
    this.resource = resource;
    responses = new CustomResponses(resource.properties().find("CustomResponseBodies"));
    statements = new StatementParser(environment, bodyLimit(resource), clock);
  }

  static WebAcl read(Environment environment, String arn, InstantSource clock) {
    var resource =
        environment.resources("AWS::WAFv2::WebACL").stream()
            .filter(candidate -> candidate.attribute("Arn").equals(arn))
            .findFirst()
            .orElseThrow(
                () ->
                    new AssemblyException(
                        "a stage refers to the unknown web ACL '%s'".formatted(arn)));
    return new WebAclReader(environment, resource, clock).read();
  }

  private WebAcl read() {
    var properties = resource.properties();
    properties.find("Scope");
    properties.list("Rules").stream()
        .sorted(Comparator.comparingInt(WebAclReader::priority))
        .forEach(this::read);
    var fallback = properties.node("DefaultAction");
    return new WebAcl(
        List.copyOf(rules),
        fallback.has("Block"),
        responses.of(fallback.path("Block")),
        List.copyOf(notEvaluated));
  }

  /** A rule of which a part cannot be evaluated is left out as a whole, and named. */
  private void read(JsonNode node) {
    var name = node.path("Name").asText();
    var labels = Label.list(node.path("RuleLabels"));
    try {
      var statement = statements.parse(node.path("Statement"));
      rules.add(new Rule(name, priority(node), statement, action(node.path("Action")), labels));
    } catch (NotEvaluatedException e) {
      notEvaluated.add("web ACL rule '%s' (%s)".formatted(name, e.getMessage()));
      statements.unknown(labels);
    }
  }

  private RuleAction action(JsonNode node) throws NotEvaluatedException {
    var names = node.fieldNames();
    var name = names.hasNext() ? names.next() : "OverrideAction";
    return switch (name) {
      case "Allow" -> new RuleAction.Allow();
      case "Block" -> new RuleAction.Block(responses.of(node.path("Block")));
      case "Count" -> new RuleAction.Count();
      default -> throw new NotEvaluatedException("action " + name);
    };
  }

  private static int priority(JsonNode rule) {
    return rule.path("Priority").asInt();
  }

  private static int bodyLimit(Resource resource) {
    var size =
        resource
            .properties()
            .find("AssociationConfig")
            .map(config -> config.path("RequestBody").path("API_GATEWAY"))
            .map(config -> config.path("DefaultSizeInspectionLimit").asText())
            .orElse("");
    return size.startsWith("KB_") ? Integer.parseInt(size.substring(3)) * 1024 : DEFAULT_BODY_LIMIT;
  }
}
