package io.portcullis.stacks.explain;

import io.portcullis.stacks.explain.Section.Line;
import java.util.ArrayList;
import java.util.List;

/** How the Hugging Face token is kept, in words. */
final class TokenSection {
  private TokenSection() {}

  static Section of(Explanation explanation) {
    var token = explanation.token();
    if (!token.kept()) {
      return new Section("token", "off", List.of());
    }
    var lines = new ArrayList<Line>();
    lines.add(new Line("source", source(token.custody(), explanation.environment())));
    if (token.custody().credential().kept()) {
      lines.add(new Line("credential", credential(token.custody().credential())));
    }
    lines.add(new Line("rotation", rotation(token)));
    lines.addAll(custody(token.custody(), explanation.egress()));
    lines.add(new Line("encrypted", encryption(token)));
    lines.add(new Line("readers", admitted(token.readers())));
    lines.add(new Line("stagers", admitted(token.stagers())));
    return new Section("token", "the one that Hugging Face takes; customers never see it", lines);
  }

  private static String source(TokenCustody custody, String environment) {
    return switch (custody.source()) {
      case "STAGED" ->
          "an operator brings each one: ./portcullis token stage %s".formatted(environment);
      case "SERVICE_ACCOUNT" ->
          "each is made for the service account %s, to call %s and nothing else"
              .formatted(custody.maker(), custody.endpoint());
      case "TOKEN_EXCHANGE" ->
          "the OAuth application %s gets each one for %s; it lives %s at least"
              .formatted(
                  custody.maker(), custody.subject(), Texts.seconds(custody.lifetimeSeconds()));
      default -> "not said in the templates";
    };
  }

  private static String credential(TokenCustody.Credential credential) {
    return "a secret of its own; %s reads it, %s writes it%s"
        .formatted(
            orIam(credential.readers()),
            orIam(credential.writers()),
            credential.readers().isEmpty() || credential.writers().isEmpty()
                ? ""
                : ", it refuses everyone else");
  }

  private static String orIam(List<String> names) {
    return names.isEmpty() ? "whoever IAM allows" : Texts.list(names);
  }

  private static String rotation(Token token) {
    return token.schedule().isEmpty()
        ? "off: it stays until somebody replaces it"
        : Schedule.words(token.schedule())
            + (token.window().isEmpty() ? "" : ", within " + token.window());
  }

  /** What templates of before had none of is left out. */
  private static List<Line> custody(TokenCustody custody, Egress egress) {
    if (custody.source().isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<Line>();
    if (!custody.endpoint().isEmpty()) {
      lines.add(new Line("checked", checked(custody)));
    }
    if (custody.maximumAgeSeconds() > 0 && custody.lifetimeSeconds() == 0) {
      lines.add(new Line("maximum age", age(custody)));
    }
    lines.add(new Line("replaced", replaced(custody)));
    lines.add(
        new Line(
            "looked after", custody.looks().isEmpty() ? "off" : Texts.sentence(custody.looks())));
    lines.add(new Line("egress", way(egress)));
    lines.add(
        new Line(
            "alarms",
            custody.alarms().isEmpty() ? "none: nobody is told" : Texts.list(custody.alarms())));
    return lines;
  }

  private static String checked(TokenCustody custody) {
    return "that %s takes it, before it is current%s"
        .formatted(
            custody.endpoint(),
            custody.endpointType().isEmpty()
                ? ""
                : "; the endpoint must be '%s' at Hugging Face".formatted(custody.endpointType()));
  }

  /** Of a token that the service account lists, Hugging Face says when it was last used. */
  private static String replaced(TokenCustody custody) {
    return custody.graceSeconds() == 0
        ? "kept: nothing ends it at Hugging Face"
        : "ended at Hugging Face after %s%s"
            .formatted(
                Texts.seconds(custody.graceSeconds()),
                custody.source().equals("SERVICE_ACCOUNT") ? ", unless it is still used" : "");
  }

  private static String age(TokenCustody custody) {
    return Texts.seconds(custody.maximumAgeSeconds()) + ", of one that does not expire";
  }

  /** How the rotation function reaches Hugging Face. */
  private static String way(Egress egress) {
    return egress.networks().stream()
        .filter(network -> network.functions().contains("rotation"))
        .findFirst()
        .map(
            network ->
                network.nameFirewall()
                    ? "the rotation function looks up %s and no other"
                        .formatted(Texts.count(network.resolvableNames().size(), "name"))
                    : "the rotation function looks up every name, in a network")
        .orElse("the rotation function reaches the whole internet");
  }

  private static String admitted(List<String> names) {
    return names.isEmpty()
        ? "whoever IAM allows: the secret refuses nobody"
        : Texts.list(names) + "; the secret refuses everyone else";
  }

  private static String encryption(Token token) {
    var key =
        token.ownKey()
            ? "with a key of its own" + (token.keyRotated() ? ", renewed every year" : "")
            : "with AWS's key for all secrets of the account";
    return token.replicas().isEmpty()
        ? key + "; no copies in other Regions"
        : key + "; copies in " + Texts.list(token.replicas());
  }
}
