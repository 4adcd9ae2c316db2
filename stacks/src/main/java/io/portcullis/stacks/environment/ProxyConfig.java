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
    Rule.requireWithin("memory", memory, 128, 10_240);
    Rule.requireSeconds("timeout", timeout, Duration.ofSeconds(1), LONGEST);
    Rule.requireWithin("reservedConcurrency", reservedConcurrency, 0, Integer.MAX_VALUE);
  }
}
