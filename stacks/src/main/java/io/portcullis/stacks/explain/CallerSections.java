package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.List;

/** What a caller meets, in words. */
final class CallerSections {
  private CallerSections() {}

  static Section layers(List<Layer> layers) {
    return new Section(
        "layers",
        "what a call passes, in this order; each refuses on its own",
        layers.stream()
            .map(layer -> new Line(layer.name(), (layer.on() ? "on   " : "off  ") + layer.what()))
            .toList());
  }

  static Section callers(List<Caller> callers) {
    var lines = new ArrayList<Line>();
    callers.forEach(caller -> lines.add(new Line(caller.name(), caller(caller))));
    if (lines.isEmpty()) {
      lines.add(new Line("none", "no customer has a key"));
    }
    return new Section("callers", "who may call, how much, and from where", lines);
  }

  private static String caller(Caller caller) {
    var from = new ArrayList<String>(caller.networks());
    caller.vpcEndpoints().forEach(endpoint -> from.add("VPC endpoint " + endpoint));
    var text =
        limits(caller)
            + held(caller)
            + "; from "
            + (from.isEmpty() ? "anywhere" : Texts.list(from));
    if (!caller.principals().isEmpty()) {
      text +=
          "; signed by " + Texts.list(caller.principals().stream().map(Texts::principal).toList());
    }
    return caller.subjects().isEmpty()
        ? text
        : text + "; with a token of " + Texts.list(caller.subjects());
  }

  private static String limits(Caller caller) {
    var limits = new ArrayList<String>();
    if (caller.rate() > 0) {
      limits.add(Texts.number(caller.rate()) + " a second");
    }
    if (caller.burst() > 0) {
      limits.add(Texts.number(caller.burst()) + " at once");
    }
    if (caller.quota() > 0) {
      limits.add("%s a %s".formatted(Texts.number(caller.quota()), caller.period()));
    }
    return limits.isEmpty() ? "no limit" : Texts.list(limits);
  }

  /** Such as {@code ; held to 100,000 tokens a minute}. */
  private static String held(Caller caller) {
    var held = new ArrayList<String>();
    caller
        .held()
        .forEach(
            (name, limit) ->
                held.add("%s %s".formatted(Texts.number(limit), name.replace("_", " a "))));
    return held.isEmpty() ? "" : "; held to " + Texts.list(held);
  }

  static Section limits(Limits limits) {
    if (!limits.known()) {
      return new Section("limits", "off", List.of());
    }
    return new Section(
        "limits",
        "what the proxy refuses, beside what each caller is held to",
        List.of(
            new Line("spending", spending(limits)),
            new Line("the same again", duplicates(limits)),
            new Line("endpoint fails", breaker(limits)),
            new Line("counted", counted(limits))));
  }

  private static String spending(Limits limits) {
    var ceilings = new ArrayList<String>();
    if (limits.dollarsPerDay() > 0) {
      ceilings.add(Texts.money(limits.dollarsPerDay()) + " a day");
    }
    if (limits.dollarsPerMonth() > 0) {
      ceilings.add(Texts.money(limits.dollarsPerMonth()) + " a month");
    }
    return ceilings.isEmpty()
        ? "no ceiling"
        : "%s of all callers, at %s for a million tokens of prompts and %s of answers"
            .formatted(
                Texts.list(ceilings),
                Texts.money(limits.inputTokenPrice()),
                Texts.money(limits.outputTokenPrice()));
  }

  private static String duplicates(Limits limits) {
    return limits.duplicates() == 0
        ? "any number of times"
        : "more than %s in %s"
            .formatted(
                Texts.count(limits.duplicates(), "time"), Texts.seconds(limits.duplicateSeconds()));
  }

  private static String breaker(Limits limits) {
    return limits.breakerFailures() == 0
        ? "calls go on to it"
        : "after %s in 30 s no call goes to it for %s, then longer"
            .formatted(
                Texts.count(limits.breakerFailures(), "failure"),
                Texts.seconds(limits.breakerSeconds()));
  }

  private static String counted(Limits limits) {
    if (!limits.shared()) {
      return "by each execution environment for itself: no quota holds";
    }
    return limits.refusedWithoutTable()
        ? "in one table; while it does not answer, calls are refused"
        : "in one table; while it does not answer, calls pass uncounted";
  }

  static Section api(Api api) {
    var lines = new ArrayList<Line>();
    lines.add(new Line("address", address(api)));
    for (var route : api.routes()) {
      lines.add(
          new Line(
              route.method() + " " + route.path(),
              "%s, %s%s"
                  .formatted(
                      route.keyRequired() ? "with a key" : "without a key",
                      identity(route.identity()),
                      route.validated() ? ", body checked" : "")));
    }
    lines.add(
        new Line(
            "all together",
            api.rate() == 0
                ? "no limit but the account's own"
                : "%s a second, %s at once"
                    .formatted(Texts.number(api.rate()), Texts.number(api.burst()))));
    return new Section("API", "what may be called", lines);
  }

  private static String address(Api api) {
    var text = new ArrayList<String>();
    text.addAll(api.domains());
    text.add(
        api.endpointType().equals("PRIVATE")
            ? "from VPC endpoints alone, not from the internet"
            : "from the internet");
    if (api.clientCertificates()) {
      text.add("with a client certificate");
    }
    text.add(
        "TLS "
            + (api.securityPolicy().isEmpty() ? "as API Gateway's default" : api.securityPolicy()));
    if (!api.defaultAddress()) {
      text.add("API Gateway's own address is off");
    }
    return Texts.list(text);
  }

  private static String identity(String identity) {
    return switch (identity) {
      case "NONE" -> "unsigned";
      case "AWS_IAM" -> "signed with AWS credentials";
      default -> "with a token";
    };
  }

  static Section firewall(Firewall firewall, boolean full) {
    if (!firewall.on()) {
      return new Section("firewall", "off", List.of());
    }
    var lines = new ArrayList<Line>();
    for (var rule : firewall.rules()) {
      lines.add(new Line(rule.name(), action(rule.action()) + what(rule) + but(rule, full)));
    }
    lines.add(
        new Line(
            "otherwise",
            "%ss; of a body the first %d KB are looked at; log %s"
                .formatted(
                    firewall.otherwise(), firewall.inspectedBody(), onOff(firewall.logged()))));
    return new Section("firewall", "rules in the order in which they are asked", lines);
  }

  /** A group of AWS's is mostly named as AWS names it. */
  private static String what(Firewall.Rule rule) {
    return rule.what().endsWith(" as " + rule.name())
        ? rule.what().replace(" as " + rule.name(), " under this name")
        : rule.what();
  }

  private static String but(Firewall.Rule rule, boolean full) {
    var exceptions = rule.exceptions();
    if (exceptions.isEmpty()) {
      return "";
    }
    return full
        ? ", but " + Texts.list(exceptions)
        : ", but for " + Texts.count(exceptions.size(), "rule");
  }

  private static String action(String action) {
    return switch (action) {
      case "as the group says" -> "blocks  ";
      case "none" -> "";
      default -> action + "s" + " ".repeat(Math.max(1, 7 - action.length()));
    };
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }
}
