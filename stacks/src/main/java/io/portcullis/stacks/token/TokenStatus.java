package io.portcullis.stacks.token;

import io.portcullis.stacks.token.SecretState.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the token of an environment is.
 *
 * @param environment its name
 * @param source where the next token comes from
 * @param schedule when it is rotated
 * @param time now
 * @param token its secret
 * @param timeLeft until the current token expires or is as old as it may be; negative afterwards
 * @param credential the secret of what the function mints with, if it does
 * @param last what the last step of a rotation came to, if the log tells
 * @param watch what the last look at the token came to, if the log tells
 */
record TokenStatus(
    String environment,
    String source,
    String schedule,
    Instant time,
    SecretState token,
    Optional<Duration> timeLeft,
    Optional<SecretState> credential,
    Optional<LogLine> last,
    Optional<LogLine> watch) {

  /**
   * What a custody tells.
   *
   * @param longestLife how old a token may get, where the log does not tell what is left
   */
  static TokenStatus of(
      String environment,
      String source,
      String schedule,
      Duration longestLife,
      Instant time,
      Custody custody) {
    var token = custody.token();
    var watch = logged("watch", custody::watch);
    return new TokenStatus(
        environment,
        source,
        schedule,
        time,
        token,
        token
            .with(SecretState.CURRENT)
            .map(
                current ->
                    timeLeft(current, watch, time).orElse(longestLife.minus(age(current, time)))),
        custody.credential().map(arn -> custody.credentialState()),
        logged("rotation", () -> custody.steps().stream().reduce((first, last) -> last)),
        watch);
  }

  private static Optional<Duration> timeLeft(
      Version current, Optional<LogLine> watch, Instant time) {
    return watch
        .filter(line -> line.versionId().equals(current.id()))
        .flatMap(line -> line.timeLeft(time));
  }

  /** Whoever may not read the log is told everything else. */
  private static Optional<LogLine> logged(String what, Supplier<Optional<LogLine>> lines) {
    try {
      return lines.get();
    } catch (CustodyException e) {
      return Optional.of(LogLine.of(what, "", "not known", e.getMessage()));
    }
  }

  Duration age(Version version) {
    return age(version, time);
  }

  private static Duration age(Version version, Instant time) {
    return Duration.between(version.created(), time);
  }
}
