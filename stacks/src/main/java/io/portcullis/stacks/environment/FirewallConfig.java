package io.portcullis.stacks.environment;

/**
 * Limits of the firewall of an environment.
 *
 * @param rateLimit requests that one address may make in five minutes, from 10 to 2,000,000,000 as
 *     AWS WAF takes it
 */
public record FirewallConfig(int rateLimit) {
  public FirewallConfig {
    Rule.require(
        rateLimit >= 10 && rateLimit <= 2_000_000_000,
        "rateLimit",
        "must be from 10 to 2000000000",
        Integer.toString(rateLimit));
  }
}
