package io.portcullis.stacks.environment;

/**
 * How the Hugging Face token of an environment is kept.
 *
 * @param rotation when it is rotated: {@code rate(…)} or {@code cron(…)} in UTC, at least four
 *     hours apart
 */
public record TokenConfig(String rotation) {
  public TokenConfig {
    Rule.require(
        rotation.matches("(rate|cron)\\([^()]+\\)"),
        "rotation",
        "must be rate(…) or cron(…)",
        rotation);
  }
}
