package io.portcullis.constructs.policy.rule;

import java.util.Optional;

/** Callers are known by their network. It counts once, however many places check it. */
final class NetworkLayer implements CallerLayer {
  @Override
  public String name() {
    return "network";
  }

  @Override
  public Optional<String> gap(FrontDoor door) {
    return isDeniedByPolicy(door) || isBlockedByFirewall(door)
        ? Optional.empty()
        : Optional.of(
            "neither a Deny of the resource policy nor a blocking rule of the firewall refuses"
                + " every other network, add 'sourceCidrs' or 'sourceVpcEndpoints'");
  }

  private static boolean isDeniedByPolicy(FrontDoor door) {
    return PolicyStatement.in(door.api().property("Policy"))
        .anyMatch(PolicyStatement::deniesOtherNetworks);
  }

  private static boolean isBlockedByFirewall(FrontDoor door) {
    var stages = door.stages();
    return !stages.isEmpty()
        && stages.stream()
            .allMatch(
                stage ->
                    WebAcl.before(door, stage).filter(WebAcl::admitsNamedNetworksOnly).isPresent());
  }
}
