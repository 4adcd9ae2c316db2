package io.portcullis.test.contract;

import io.portcullis.constructs.api.Refusal;
import io.portcullis.constructs.firewall.FirewallRule;
import io.portcullis.proxy.refusal.RefusalCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A refusal as one of those who refuse answers it.
 *
 * @param retry what its headers say of another try
 * @param by who answers
 */
record RefusalAnswer(String code, String status, String layer, String retry, String by) {
  private static final List<String> LAYERS =
      List.of(
          "firewall", "network", "identity", "plan", "validation", "guard", "token", "upstream");

  /** All of them, in the order of the layers. */
  static Stream<RefusalAnswer> all() {
    return Stream.of(
            Stream.of(FirewallRule.values()).map(RefusalAnswer::of),
            Stream.of(Refusal.values()).map(RefusalAnswer::of),
            Stream.of(RefusalCode.values()).map(RefusalAnswer::of))
        .flatMap(answers -> answers)
        .sorted(Comparator.comparing(answer -> LAYERS.indexOf(answer.layer())));
  }

  private static RefusalAnswer of(FirewallRule rule) {
    return new RefusalAnswer(
        rule.code(), Integer.toString(rule.status()), "firewall", text(rule.retry()), "firewall");
  }

  private static RefusalAnswer of(Refusal refusal) {
    var status = refusal.status();
    return new RefusalAnswer(
        refusal.code(),
        status.isPresent() ? Integer.toString(status.getAsInt()) : "AWS's own",
        refusal.layer(),
        text(refusal.retry()),
        "API Gateway");
  }

  private static RefusalAnswer of(RefusalCode code) {
    return new RefusalAnswer(
        code.word(),
        Integer.toString(code.status()),
        code.layer().word(),
        switch (code.retry()) {
          case NEVER -> "no";
          case LATER -> "yes";
        },
        "proxy");
  }

  private static String text(io.portcullis.constructs.refusal.Retry retry) {
    var seconds = retry.seconds();
    if (seconds.isPresent()) {
      return "after %d s".formatted(seconds.getAsInt());
    }
    return retry.canHelp() ? "yes" : "no";
  }
}
