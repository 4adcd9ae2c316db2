package io.portcullis.stacks.environment;

import java.time.Duration;

/**
 * Size and limits of the proxy function of an environment.
 *
 * @param memory MiB, from 128 to 10,240
 * @param timeout time after which Lambda ends a call, in whole seconds up to 295: API Gateway waits
 *     5 minutes for an answer that streams, and 29 seconds for any other
 * @param reservedConcurrency calls that may run at the same time; 0 reserves none and shares what
 *     the account has left
 */
public record ProxyConfig(int memory, Duration timeout, int reservedConcurrency) {
  private static final Duration LONGEST = Duration.ofSeconds(295);

  public ProxyConfig {
    Rule.require(
        memory >= 128 && memory <= 10_240,
        "memory",
        "must be from 128 to 10240",
        Integer.toString(memory));
    Rule.require(
        timeout.compareTo(Duration.ofSeconds(1)) >= 0
            && timeout.compareTo(LONGEST) <= 0
            && timeout.toMillis() % 1000 == 0,
        "timeout",
        "must be whole seconds from PT1S to PT295S",
        timeout.toString());
    Rule.require(
        reservedConcurrency >= 0,
        "reservedConcurrency",
        "must be at least 0",
        Integer.toString(reservedConcurrency));
  }
}
