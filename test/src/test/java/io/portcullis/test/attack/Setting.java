package io.portcullis.test.attack;

import io.portcullis.stacks.environment.CustomerConfig;
import io.portcullis.stacks.environment.EnvironmentConfig;
import io.portcullis.stacks.environment.PlanConfig;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awscdk.services.apigateway.EndpointType;

/**
 * What of an environment the attacks depend on.
 *
 * @param asks how its API asks who calls
 * @param customers by their names; the first one is whom the attacks are about
 * @param deployed whether API Gateway itself is called, and not this machine
 */
public record Setting(
    EnvironmentConfig config,
    IdentityType asks,
    TreeMap<String, CustomerConfig> customers,
    boolean deployed) {
  private static final int SMALL_QUOTA = 20_000;

  public static Setting of(EnvironmentConfig config, Template gateway) {
    return new Setting(config, IdentityType.of(gateway), new TreeMap<>(config.customers()), false);
  }

  /** The same where it is deployed. */
  Setting onAws() {
    return new Setting(config, asks, customers, true);
  }

  /** Name of the customer whom the attacks are about. */
  public String victim() {
    return customers.firstKey();
  }

  /** Name of the other customer. */
  String accomplice() {
    return customers.higherKey(victim());
  }

  /** The customer's name at the issuer of tokens. */
  String subject(String customer) {
    return customers.get(customer).subjects().stream().findFirst().orElse("");
  }

  public PlanConfig plan() {
    return config.plans().get(customers.get(victim()).plan());
  }

  boolean isPrivate() {
    return config.api().endpointType() == EndpointType.PRIVATE;
  }

  Places places() {
    return new Places(
        config.firewall().deniedCidrs(), List.copyOf(customers.values()), isPrivate());
  }

  /** Whether the environment has what the attack is about. */
  boolean offers(Attack attack) {
    return attack.identities().contains(asks)
        && attack.needs().stream().allMatch(this::has)
        && (!isAboutTwo(attack) || customers.size() > 1)
        && (attack.source() != Place.DENIED || !config.firewall().deniedCidrs().isEmpty())
        && (attack.source() != Place.FOREIGN_ENDPOINT || isPrivate());
  }

  private static boolean isAboutTwo(Attack attack) {
    return attack.key() == KeyChoice.OTHER
        || attack.identity() == IdentityChoice.OTHER
        || attack.source() == Place.OTHER;
  }

  private boolean has(Need need) {
    return switch (need) {
      case SMALL_QUOTA -> plan().dailyQuota() <= SMALL_QUOTA;
      case DEPLOYED -> deployed;
    };
  }

  /** How many calls of a flood come before the one that counts. */
  int calls(Flood flood) {
    return switch (flood.beyond()) {
      case NO_CALL -> 0;
      case ADDRESS_RATE -> config.firewall().rateLimit();
      case KEY_RATE -> config.firewall().keyRateLimit();
      case BURST -> plan().burst();
      case QUOTA -> plan().dailyQuota();
      case NOTHING -> config.firewall().rateLimit() / 10;
    };
  }
}
