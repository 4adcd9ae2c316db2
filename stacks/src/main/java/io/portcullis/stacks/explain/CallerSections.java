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
    var text = limits(caller) + "; from " + (from.isEmpty() ? "anywhere" : Texts.list(from));
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
