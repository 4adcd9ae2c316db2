package io.portcullis.proxy.upstream;

import java.time.Duration;
import java.util.Optional;

/**
 * How long Hugging Face's proxy is asked to hold one call until a replica is ready ("Autoscaling",
 * huggingface.co/docs/inference-endpoints): it waits there, where waiting costs no second call.
 *
 * @param seconds 0 if it is not asked
 */
public record Hold(int seconds) {
  /** For the refusal to come back, behind the time that was asked for. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** A refusal that comes after less was not waited for; clocks and networks are not exact. */
  private static final double KEPT = 0.8;

  /**
   * The hold of one call.
   *
   * @param setting the longest that is wanted
   * @param left the time until the endpoint must have begun to answer
   */
  static Hold of(Duration setting, Duration left) {
    var room = left.minus(MARGIN);
    var wait = setting.compareTo(room) < 0 ? setting : room;
    return new Hold((int) Math.max(0, wait.toSeconds()));
  }

  /** The value of the header, if it is sent. */
  Optional<String> header() {
    return seconds > 0 ? Optional.of(Integer.toString(seconds)) : Optional.empty();
  }

  /**
   * Whether a refusal tells of an endpoint that is starting. Who waited as long as he was asked to
   * says so; a router that is full does not wait. Where nothing was asked, nothing tells the two
   * apart, and a 503 is taken for the common one.
   *
   * @param status that of the refusal; 502 is that of older proxies
   * @param took time until it came
   */
  boolean isWarming(int status, Duration took) {
    if (seconds == 0) {
      return status == 503;
    }
    return (status == 503 || status == 502) && took.toMillis() >= seconds * 1000 * KEPT;
  }
}
