package io.portcullis.local.waf;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.http.Answer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A web ACL: rules by priority, then the default action.
 *
 * <p>Follows "Using web ACLs with rules and rule groups" and "Customized web requests and
 * responses" (docs.aws.amazon.com/waf/latest/developerguide/web-acl.html,
 * docs.aws.amazon.com/waf/latest/developerguide/waf-custom-request-response.html).
 */
public final class WebAcl {
  private final List<Rule> rules;
  private final boolean blocksByDefault;
  private final Optional<Answer> defaultAnswer;
  private final List<String> notEvaluated;

  WebAcl(
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
        return Optional.of(WebAclReader.read(environment, arn, clock));
      }
    }
    return Optional.empty();
  }

  /** Decides about a request. */
  public Verdict evaluate(WebRequest request) {
    var labelled = request;
    for (var rule : rules) {
      if (!rule.statement().matches(labelled)) {
        continue;
      }
      if (rule.action() instanceof RuleAction.Allow) {
        return new Verdict.Allowed();
      }
      if (rule.action() instanceof RuleAction.Block block) {
        return new Verdict.Blocked(rule.name(), block.answer());
      }
      labelled = labelled.with(rule.labels());
    }
    return blocksByDefault
        ? new Verdict.Blocked("default action", defaultAnswer)
        : new Verdict.Allowed();
  }

  /** One line per rule, in the order of evaluation. */
  public List<String> describe() {
    var lines = new ArrayList<>(rules.stream().map(Rule::describe).toList());
    lines.add("otherwise " + (blocksByDefault ? "block" : "allow"));
    return lines;
  }

  /** Rules that are skipped here, with the part that only AWS can evaluate. */
  public List<String> notEvaluated() {
    return notEvaluated;
  }

  /** How much one address may ask before a rule refuses it. */
  public Optional<Rate> rate() {
    return blocking(RateBasedStatement.class)
        .filter(RateBasedStatement::isPerAddress)
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
    var denied =
        blocking(Statement.class).flatMap(statement -> IpSet.ofStatement(statement).stream());
    return denied.noneMatch(set -> set.contains(address))
        && allowList().map(set -> set.contains(address)).orElse(true);
  }

  /** The addresses outside of which requests are blocked, if there is such a rule. */
  public Optional<IpSet> allowList() {
    return blocking(NotStatement.class)
        .map(NotStatement::inner)
        .flatMap(inner -> IpSet.ofStatement(inner).stream())
        .findFirst();
  }

  private <T extends Statement> Stream<T> blocking(Class<T> type) {
    return rules.stream()
        .filter(rule -> rule.action() instanceof RuleAction.Block)
        .map(Rule::statement)
        .filter(type::isInstance)
        .map(type::cast);
  }
}
