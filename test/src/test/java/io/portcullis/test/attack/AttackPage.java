package io.portcullis.test.attack;

import static java.util.stream.Collectors.joining;

import io.portcullis.test.attack.ablation.Ablation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documentation's page about attacks, written from the corpus. */
final class AttackPage {
  private static final String PAGE =
      """
      # Attacks

      This page is written by a test from the cases in `test/src/test/resources/attacks`; change those.

      `./portcullis prove attacks` serves each environment on this machine, fires every case over HTTP and compares who
      refuses it, with which status and code. Then it switches that layer off in a copy of the synthesized template, serves
      that, and compares who refuses the case next. The exit status is not 0 if a row differs from this page.

      - **none** as *then*: no second layer refuses the case. If that one layer fails or is misconfigured, the call reaches the
        endpoint.
      - **none** as *refused by*: the call passes. A prompt must, whatever it says. Of an attack it is the honest answer: a
        caller with the customer's key and identity, in the customer's network, at the customer's pace, is the customer.
      - **fixed**: no change of a template takes the check away. It is code of the proxy, or of the HTTP server: this
        machine's here, AWS's there, whose answer to the same bytes may have another shape.

      Nothing of this ran on AWS. Rates and plans are exact here, and approximate there; the rules of AWS's managed groups
      cannot be evaluated here, and refuse more. What API Gateway itself refuses has the shape of the template, and `web ACL`,
      `API Gateway` and `authorizer` stand for the local front door's imitation of them.

      `./portcullis verify <env>` fires the cases that are marked as safe at what is deployed: no flood, nothing that must pass,
      and nothing of a customer's that the operator does not give it. From a network that is no customer's, all that can be
      seen is that the firewall refuses everything.

      ## Environments

      | environment | asks | cases | refused | by a second layer too | by one alone | fixed | pass |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      %s

      ## What is switched off

      | name | change of the template |
      | --- | --- |
      %s

      ## Cases

      Where APIs answer differently by the way they ask who calls, there is a line for each: `IAM` (signatures), `JWT` (tokens
      of an issuer) and `NONE` (network and key alone). *off* is what is switched off before *then*.
      %s""";

  private AttackPage() {}

  static String text(Corpus corpus, Map<String, Setting> environments) {
    return PAGE.formatted(
        environments.entrySet().stream()
            .map(entry -> environment(entry.getKey(), entry.getValue(), corpus))
            .collect(joining("\n")),
        Ablation.all().stream()
            .map(ablation -> row(ablation.name(), ablation.text()))
            .collect(joining("\n")),
        corpus.groups().stream().map(AttackPage::group).collect(joining()));
  }

  private static String environment(String name, Setting setting, Corpus corpus) {
    var rows =
        corpus.attacks().stream()
            .filter(setting::offers)
            .map(attack -> expected(attack, setting.asks()))
            .toList();
    var summary = Summary.of(rows);
    return row(
        name,
        setting.asks().name(),
        count(rows.size()),
        count(summary.refused()),
        count(summary.second()),
        count(summary.last()),
        count(summary.fixed()),
        count(summary.passing()));
  }

  private static Row expected(Attack attack, IdentityType asks) {
    var refusal = attack.refusedBy().under(asks).orElseThrow();
    var then = attack.then().under(asks).orElse(Outcome.NONE);
    return new Row("", attack.name(), refusal, refusal, "", then, then);
  }

  private static String count(int number) {
    return Integer.toString(number);
  }

  private static String group(Corpus.Group group) {
    return """

        ### %s

        | case | asks | refused by | off | then |
        | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(
            group.name().substring(0, 1).toUpperCase() + group.name().substring(1),
            group.attacks().stream().flatMap(a -> rows(a).stream()).collect(joining("\n")));
  }

  /** One for each answer, with the ways to ask that it is true of. */
  private static List<String> rows(Attack attack) {
    var answers = new LinkedHashMap<List<String>, Set<IdentityType>>();
    for (var type : IdentityType.values()) {
      if (attack.identities().contains(type)) {
        answers
            .computeIfAbsent(answer(attack, type), a -> EnumSet.noneOf(IdentityType.class))
            .add(type);
      }
    }
    var rows = new ArrayList<String>();
    answers.forEach(
        (answer, types) ->
            rows.add(
                row(
                    attack.name(),
                    types.size() == IdentityType.values().length
                        ? "all"
                        : types.stream().map(Enum::name).collect(joining(", ")),
                    answer.get(0),
                    answer.get(1),
                    answer.get(2))));
    return rows;
  }

  private static List<String> answer(Attack attack, IdentityType type) {
    return List.of(
        attack.refusedBy().under(type).orElseThrow().toString(),
        attack.ablation(type).map(Ablation::name).orElse(""),
        attack.then().under(type).map(Outcome::toString).orElse(""));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
