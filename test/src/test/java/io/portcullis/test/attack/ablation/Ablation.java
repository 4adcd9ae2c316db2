package io.portcullis.test.attack.ablation;

import io.portcullis.test.attack.Outcome;
import io.portcullis.test.attack.Template;
import java.util.List;
import java.util.Optional;

/** Switches one layer off in a synthesized template, and nothing else. */
public interface Ablation {
  /** Short, as the corpus and the tables have it. */
  String name();

  /** What it changes, for a person. */
  String text();

  void change(Template template);

  /** In the order in which a call meets what they switch off. */
  static List<Ablation> all() {
    return List.of(
        new WithoutFirewall(),
        new WithEveryRoute(),
        new WithoutNetworkPolicy(),
        new WithoutIdentity(),
        new WithoutKeys(),
        new WithoutThrottles(),
        new WithoutValidator(),
        new WithoutCallerNetworks(),
        new WithoutProxyLimits());
  }

  static Ablation named(String name) {
    return all().stream()
        .filter(ablation -> ablation.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'off' must be one of %s, got '%s'"
                        .formatted(all().stream().map(Ablation::name).toList(), name)));
  }

  /** The one that switches off who refused, as far as the refusal tells; code is not switched. */
  static Optional<Ablation> of(Outcome refusal) {
    return Optional.of(
            switch (refusal.layer()) {
              case "firewall" -> "firewall";
              case "network" -> "network policy";
              case "identity" -> ofIdentity(refusal);
              case "plan" -> refusal.code().equals("plan_key_invalid") ? "keys" : "throttles";
              case "validation" -> ofValidation(refusal);
              default -> "";
            })
        .filter(name -> !name.isEmpty())
        .map(Ablation::named);
  }

  private static String ofIdentity(Outcome refusal) {
    return refusal.code().equals("identity_network_mismatch") ? "callers' networks" : "identity";
  }

  private static String ofValidation(Outcome refusal) {
    if (refusal.enforcer().equals("API Gateway")) {
      return refusal.code().equals("request_route_unknown") ? "routes" : "validator";
    }
    return switch (refusal.code()) {
      case "request_limit_exceeded",
          "request_model_not_allowed",
          "request_field_unknown",
          "request_too_large" ->
          "proxy's limits";
      default -> "";
    };
  }
}
