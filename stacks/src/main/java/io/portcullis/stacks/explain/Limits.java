package io.portcullis.stacks.explain;

import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.assembly.Resource;

/**
 * What the proxy limits beside the quota of each customer.
 *
 * @param known whether there is a proxy that says so
 * @param shared whether all its execution environments count in one table
 * @param refusedWithoutTable whether calls are refused while that table does not answer
 * @param dollarsPerDay what all customers together may spend, 0 without a ceiling
 * @param dollarsPerMonth the same of a month
 * @param inputTokenPrice US dollars of a million tokens of prompts
 * @param outputTokenPrice US dollars of a million tokens of answers
 * @param duplicates identical requests of a customer, 0 for any number
 * @param duplicateSeconds in this time
 * @param breakerFailures failures of the endpoint after which calls are refused, 0 for never
 * @param breakerSeconds for so long at first
 */
public record Limits(
    boolean known,
    boolean shared,
    boolean refusedWithoutTable,
    double dollarsPerDay,
    double dollarsPerMonth,
    double inputTokenPrice,
    double outputTokenPrice,
    int duplicates,
    int duplicateSeconds,
    int breakerFailures,
    int breakerSeconds) {

  static Limits in(EnvironmentTemplates environment) {
    return environment.proxies().stream()
        .filter(proxy -> !text(proxy, "TABLE_FAILURE").isEmpty())
        .findFirst()
        .map(Limits::of)
        .orElse(new Limits(false, false, false, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  private static Limits of(Resource proxy) {
    return new Limits(
        true,
        proxy.get("Environment", "Variables").has("STATE_TABLE"),
        text(proxy, "TABLE_FAILURE").equals("REFUSE"),
        number(proxy, "SPEND_PER_DAY"),
        number(proxy, "SPEND_PER_MONTH"),
        number(proxy, "INPUT_TOKEN_PRICE"),
        number(proxy, "OUTPUT_TOKEN_PRICE"),
        (int) number(proxy, "DUPLICATE_LIMIT"),
        (int) number(proxy, "DUPLICATE_WINDOW_SECONDS"),
        (int) number(proxy, "BREAKER_FAILURES"),
        (int) number(proxy, "BREAKER_OPEN_SECONDS"));
  }

  private static double number(Resource proxy, String variable) {
    return proxy.get("Environment", "Variables", variable).asDouble();
  }

  private static String text(Resource proxy, String variable) {
    return proxy.text("Environment", "Variables", variable);
  }
}
