package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.state.PreviousTemplates;
import java.util.List;
import java.util.Optional;

/** The rules, in the order of the documentation: callers, network, state, operation, secrets. */
public final class Rules {
  private Rules() {}

  /** Every rule; one of them compares with the templates as they were, where there are any. */
  public static List<Rule> all(Optional<PreviousTemplates> previous) {
    return List.of(
        new RuleOfThree(),
        new WeakestLevel(),
        new MethodsAuthorized(),
        new AuthorizersKeyed(),
        new MethodsValidated(),
        new MethodsThrottled(),
        new StageBehindFirewall(),
        new ProxyBehindGateway(),
        new PrivateNetworkClosed(),
        new EgressNamed(),
        new IngressNamed(),
        new DeadlinesOrdered(),
        new ResponseModesMatch(),
        new SecretsRotated(),
        new StateRetained(),
        new StateKept(previous),
        new LogGroupsProtected(),
        new BodiesUnlogged(),
        new AlarmsAct(),
        new AlarmsMeasured(),
        new CompositeAlarmsComplete(),
        new TemplatesWithoutSecrets(),
        new PackagesWithoutSecrets());
  }
}
