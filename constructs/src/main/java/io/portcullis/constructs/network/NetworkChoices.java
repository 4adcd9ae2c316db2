package io.portcullis.constructs.network;

/** Which properties of a network go together, so that none is passed over in silence. */
final class NetworkChoices {
  private NetworkChoices() {}

  static void require(InferenceNetworkProps props) {
    if (props.securityLevel() == SecurityLevel.PRIVATE) {
      requirePrivate(props);
    } else {
      requireNotPrivate(props);
    }
    if (props.vpc().isPresent()) {
      requireOwnVpc(props);
    } else {
      requireNewVpc(props);
    }
  }

  /** Whether the names that can be resolved are limited. */
  static boolean hasDnsFirewall(InferenceNetworkProps props) {
    return props.dnsFirewall().orElse(props.vpc().isEmpty());
  }

  private static void requirePrivate(InferenceNetworkProps props) {
    refuse(
        props.privateLinkService().isEmpty(),
        "'privateLinkService' is required at the security level PRIVATE,"
            + " Hugging Face shows it while the endpoint initializes");
    refuse(
        props.natGateway().isPresent(),
        "'natGateway' cannot be combined with the security level PRIVATE, remove one of them");
  }

  private static void requireNotPrivate(InferenceNetworkProps props) {
    var rule = "'%s' needs the security level PRIVATE, remove it or change the level, got '%s'";
    var level = props.securityLevel();
    refuse(props.privateLinkService().isPresent(), rule.formatted("privateLinkService", level));
    refuse(
        !props.privateLinkAvailabilityZones().isEmpty(),
        rule.formatted("privateLinkAvailabilityZones", level));
    refuse(props.privateHostedZone(), rule.formatted("privateHostedZone", level));
  }

  private static void requireOwnVpc(InferenceNetworkProps props) {
    var rule = "'%s' cannot be combined with 'vpc', remove one of them";
    refuse(!props.availabilityZones().isEmpty(), rule.formatted("availabilityZones"));
    refuse(props.natGateway().isPresent(), rule.formatted("natGateway"));
    refuse(
        !props.allowedDomains().isEmpty() && !hasDnsFirewall(props),
        "'allowedDomains' needs 'dnsFirewall' in a VPC of your own, set it or remove them");
  }

  private static void requireNewVpc(InferenceNetworkProps props) {
    refuse(props.vpcSubnets().isPresent(), "'vpcSubnets' needs 'vpc', give it or remove them");
    refuse(
        !hasDnsFirewall(props),
        "'dnsFirewall' can be turned off in a VPC of your own alone, give 'vpc' or remove it");
  }

  private static void refuse(boolean condition, String message) {
    if (condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
