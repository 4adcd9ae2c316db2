package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket.
 *
 * <p>Follows "Throttle requests to your REST APIs for better throughput in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html). AWS
 * applies it on a best-effort basis; here it is exact.
 */
final class Throttle {
  private final Optional<Bucket> bucket;

  private Throttle(Optional<Bucket> bucket) {
    this.bucket = bucket;
  }

  /** A rate or burst of zero admits nothing. */
  static Throttle of(Limit limit, TimeMeter clock) {
    if (limit.rate() <= 0 || limit.burst() <= 0) {
      return new Throttle(Optional.empty());
    }
    var interval = Duration.ofNanos((long) (1_000_000_000 / limit.rate()));
    var bandwidth = Bandwidth.builder().capacity(limit.burst()).refillGreedy(1, interval).build();
    return new Throttle(
        Optional.of(Bucket.builder().withCustomTimePrecision(clock).addLimit(bandwidth).build()));
  }

  boolean admits() {
    return bucket.isPresent() && bucket.get().tryConsume(1);
  }

  /**
   * The numbers of a throttle.
   *
   * @param rate requests per second in the long run
   * @param burst requests at once
   */
  public record Limit(double rate, long burst) {
    static Optional<Limit> of(JsonNode node, String rate, String burst) {
      return node.has(rate) && node.has(burst)
          ? Optional.of(new Limit(node.get(rate).asDouble(), node.get(burst).asLong()))
          : Optional.empty();
    }
  }
}
