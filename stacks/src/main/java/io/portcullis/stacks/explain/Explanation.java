package io.portcullis.stacks.explain;

import io.portcullis.stacks.EnvironmentFacts;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.cost.Cost;
import io.portcullis.stacks.cost.PriceList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An environment as data. Its text and its JSON are both made of this.
 *
 * @param environment its name
 * @param account AWS account
 * @param region AWS Region
 * @param availabilityZones zones of its network
 * @param production whether a deployment stops before it loses what is stored
 * @param level how the endpoint is reached
 * @param layers what a call passes, in order
 * @param callers who may call
 * @param limits what is limited beside the quota of each
 * @param api what may be called
 * @param firewall what is refused first
 * @param egress what the functions can reach
 * @param deadlines the functions, and how long each may take
 * @param token how the Hugging Face token is kept
 * @param retention what is kept, and how long
 * @param paging what tells a person
 * @param cost what it costs
 * @param other resources that no section speaks of, counted by type
 */
public record Explanation(
    String environment,
    String account,
    String region,
    Set<String> availabilityZones,
    boolean production,
    Level level,
    List<Layer> layers,
    List<Caller> callers,
    Limits limits,
    Api api,
    Firewall firewall,
    Egress egress,
    Deadlines deadlines,
    Token token,
    Retention retention,
    Paging paging,
    Cost cost,
    Map<String, Integer> other) {

  /** Explains a synthesized environment at these prices. */
  public static Explanation of(
      EnvironmentTemplates environment, EnvironmentFacts facts, PriceList prices) {
    var api = Api.in(environment);
    var firewall = Firewall.in(environment);
    var egress = Egress.in(environment);
    var deadlines = Deadlines.in(environment);
    var token = Token.in(environment);
    var level = Level.in(environment);
    var callers = Caller.in(environment, facts);
    return new Explanation(
        environment.name(),
        environment.account(),
        environment.region(),
        environment.availabilityZones(),
        facts.production(),
        level,
        Layer.of(firewall, api, callers, deadlines, token, level),
        callers,
        Limits.in(environment),
        api,
        firewall,
        egress,
        deadlines,
        token,
        Retention.in(environment),
        Paging.in(environment),
        Cost.of(environment, prices),
        OtherResources.in(environment));
  }
}
