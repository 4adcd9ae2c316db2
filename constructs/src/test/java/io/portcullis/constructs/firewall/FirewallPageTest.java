package io.portcullis.constructs.firewall;

import static io.portcullis.constructs.DocumentationTable.row;

import io.portcullis.constructs.DocumentationTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/firewall.md say what the code does. */
class FirewallPageTest {
  private static final String PAGE = "firewall.md";

  private final FirewallStack asItIs = new FirewallStack();
  private final FirewallStack withEverything = new FirewallStack();
  private final ApiFirewall byDefault = asItIs.firewall().build();
  private final ApiFirewall everything = withEverything.everything().build();

  @Test
  void showsTheRulesInTheirOrder() throws IOException {
    var rows = new ArrayList<String>();
    for (var name : withEverything.ruleNames()) {
      rows.add(
          row(
              "`%s`".formatted(name),
              "`%s`".formatted(constant(name)),
              answer(name),
              asItIs.ruleNames().contains(name) ? "yes" : "no"));
    }

    DocumentationTable.of(PAGE, "rules").assertHas("rule | constant | answer | by default", rows);
  }

  @Test
  void showsWhichManagedRulesCount_andWhy() throws IOException {
    var rows =
        Stream.of(ManagedRuleGroup.values())
            .flatMap(
                group ->
                    group.overrides().stream()
                        .map(
                            override ->
                                row(
                                    "`%s`".formatted(group),
                                    "`%s`".formatted(override.rule()),
                                    override.reason())))
            .toList();

    DocumentationTable.of(PAGE, "overrides").assertHas("group | rule | why it counts", rows);
  }

  @Test
  void showsWhatTheRulesTakeAndCost() throws IOException {
    DocumentationTable.of(PAGE, "capacity")
        .assertHas(
            "firewall | rules | capacity units | USD a month",
            List.of(
                row("by default", capacity(asItIs, byDefault, 0)),
                row("with everything", capacity(withEverything, everything, 15))));
  }

  /** A web ACL costs 5 USD and each rule or group 1. */
  private static String capacity(FirewallStack template, ApiFirewall firewall, int fees) {
    var rules = template.ruleNames().size();
    return "%d | %d | %d".formatted(rules, firewall.getCapacity(), 5 + rules + fees);
  }

  private static String constant(String name) {
    return ownRule(name)
        .map(Enum::name)
        .orElseGet(
            () ->
                Stream.of(ManagedRuleGroup.values())
                    .filter(group -> group.awsName().equals(name))
                    .map(Enum::name)
                    .findFirst()
                    .orElseThrow());
  }

  private static String answer(String name) {
    return ownRule(name)
        .map(rule -> "%d `%s`".formatted(rule.status(), rule.code()))
        .orElse("403 `firewall_denied`");
  }

  private static Optional<FirewallRule> ownRule(String name) {
    return Stream.of(FirewallRule.values()).filter(rule -> rule.ruleName().equals(name)).findAny();
  }
}
