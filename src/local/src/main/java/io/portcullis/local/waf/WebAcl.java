package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.Resource;
import io.portcullis.local.http.Answer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A web ACL: rules by priority, then the default action.
 *
 * <p>Follows "Using web ACLs with rules and rule groups" and "Customized web requests and
 * responses" (docs.aws.amazon.com/waf/latest/developerguide/web-acl.html,
 * docs.aws.amazon.com/waf/latest/developerguide/waf-custom-request-response.html).
 */
public final class WebAcl {
  /**
   * Bytes of a body that are inspected for API Gateway unless the association says more
   * (docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html).
   */
  private static final int DEFAULT_BODY_LIMIT = 16 * 1024;

  private final List<Rule> rules;
  private final boolean blocksByDefault;
  private final Optional<Answer> defaultAnswer;
  private final List<String> notEvaluated;

  private WebAcl(
      List<Rule> rules,
      boolean blocksByDefault,
      Optional<Answer> defaultAnswer,
      List<String> notEvaluated) {
    this.rules = rules;
    this.blocksByDefault = blocksByDefault;
    this.defaultAnswer = defaultAnswer;
    this.notEvaluated = notEvaluated;
  }

  /** The web ACL that is associated with {@code resourceArn}, if one is. */
  public static Optional<WebAcl> of(
      Environment environment, String resourceArn, InstantSource clock) {
    for (var association : environment.resources("AWS::WAFv2::WebACLAssociation")) {
      if (association.properties().requiredText("ResourceArn").equals(resourceArn)) {
        var arn = association.properties().requiredText("WebACLArn");
        return Optional.of(read(environment, webAcl(environment, arn), clock));
      }
    }
    return Optional.empty();
  }

  private static Resource webAcl(Environment environment, String arn) {
    return environment.resources("AWS::WAFv2::WebACL").stream()
        .filter(resource -> resource.attribute("Arn").equals(arn))
        .findFirst()
        .orElseThrow(
            () ->
                new AssemblyException("a stage refers to the unknown web ACL '%s'".formatted(arn)));
  }

  private static WebAcl read(Environment environment, Resource resource, InstantSource clock) {
    var properties = resource.properties();
    properties.find("Scope");
    var bodies = new CustomResponses(properties.find("CustomResponseBodies"));
    var parser = new StatementParser(environment, bodyLimit(resource), clock);
    var rules = new ArrayList<Rule>();
    var notEvaluated = new ArrayList<String>();
    for (var node : properties.list("Rules")) {
      var name = node.path("Name").asText();
      try {
        var statement = parser.parse(node.path("Statement"));
        var action = action(node.path("Action"), bodies);
        rules.add(new Rule(name, node.path("Priority").asInt(), statement, action));
      } catch (NotEvaluatedException e) {
        notEvaluated.add("web ACL rule '%s' (%s)".formatted(name, e.getMessage()));
      }
    }
    rules.sort(Comparator.comparingInt(Rule::priority));
    var fallback = properties.node("DefaultAction");
    return new WebAcl(
        List.copyOf(rules),
        fallback.has("Block"),
        bodies.of(fallback.path("Block")),
        List.copyOf(notEvaluated));
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

  private static RuleAction action(JsonNode node, CustomResponses bodies)
      throws NotEvaluatedException {
    var names = node.fieldNames();
    var name = names.hasNext() ? names.next() : "OverrideAction";
    return switch (name) {
      case "Allow" -> new RuleAction.Allow();
      case "Block" -> new RuleAction.Block(bodies.of(node.path("Block")));
      case "Count" -> new RuleAction.Count();
      default -> throw new NotEvaluatedException("action " + name);
    };
  }

  /** Decides about a request. */
  public Verdict evaluate(WebRequest request) {
    for (var rule : rules) {
      if (!rule.statement().matches(request)) {
        continue;
      }
      if (rule.action() instanceof RuleAction.Allow) {
        return new Verdict.Allowed();
      }
      if (rule.action() instanceof RuleAction.Block block) {
        return new Verdict.Blocked(rule.name(), block.answer());
      }
    }
    return blocksByDefault
        ? new Verdict.Blocked("default action", defaultAnswer)
        : new Verdict.Allowed();
  }

  /** One line per rule, in the order of evaluation. */
  public List<String> describe() {
    var lines = new ArrayList<String>();
    for (var rule : rules) {
      var action = rule.action().getClass().getSimpleName().toLowerCase(Locale.ROOT);
      var rate =
          rule.statement() instanceof RateBasedStatement statement
              ? ", more than %d in %d s"
                  .formatted(statement.limit(), statement.window().toSeconds())
              : "";
      lines.add("%s (%s%s)".formatted(rule.name(), action, rate));
    }
    lines.add("otherwise " + (blocksByDefault ? "block" : "allow"));
    return lines;
  }

  /** Rules that are skipped here, with the part that only AWS can evaluate. */
  public List<String> notEvaluated() {
    return notEvaluated;
  }

  /** The first rate rule's limit in its window. */
  public Optional<Rate> rate() {
    return rules.stream()
        .map(Rule::statement)
        .filter(RateBasedStatement.class::isInstance)
        .map(RateBasedStatement.class::cast)
        .map(statement -> new Rate(statement.limit(), statement.window()))
        .findFirst();
  }

  /** A limit of requests in a window. */
  public record Rate(int limit, Duration window) {}

  /**
   * Whether the rules that look at the address alone let it pass; they are evaluated without
   * counting.
   */
  public boolean admits(InetAddress address) {
    return allowList().isEmpty() || allowList().get().contains(address);
  }

  /** The IP set outside of which requests are blocked, if there is such a rule. */
  public Optional<IpSet> allowList() {
    return rules.stream()
        .filter(rule -> rule.action() instanceof RuleAction.Block)
        .map(Rule::statement)
        .filter(NotStatement.class::isInstance)
        .map(statement -> ((NotStatement) statement).inner())
        .filter(IpSetStatement.class::isInstance)
        .map(statement -> ((IpSetStatement) statement).set())
        .findFirst();
  }
}
