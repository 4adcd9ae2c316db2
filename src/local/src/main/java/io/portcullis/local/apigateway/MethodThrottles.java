package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bucket4j.TimeMeter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The throttles of a stage's methods, the same for whoever calls.
 *
 * <p>Follows "Throttle requests to your REST APIs for better throughput in API Gateway", "API
 * Gateway per-API, per-stage throttling"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html):
 * limits are applied at the method level, so that an asterisk gives each method a bucket of its
 * own.
 */
final class MethodThrottles {
  private final Map<String, Throttle.Limit> limits;
  private final TimeMeter clock;
  private final Map<String, Throttle> throttles = new ConcurrentHashMap<>();

  private MethodThrottles(Map<String, Throttle.Limit> limits, TimeMeter clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** Of the property {@code MethodSettings}. */
  static MethodThrottles of(List<JsonNode> settings, TimeMeter clock) {
    var limits = new HashMap<String, Throttle.Limit>();
    for (var setting : settings) {
      // A slash within the path is written ~1.
      var path = setting.path("ResourcePath").asText("/*").replace("~1", "/").replace("//", "/");
      var method = setting.path("HttpMethod").asText("*");
      Throttle.Limit.of(setting, "ThrottlingRateLimit", "ThrottlingBurstLimit")
          .ifPresent(limit -> limits.put(key(path, method), limit));
    }
    return new MethodThrottles(Map.copyOf(limits), clock);
  }

  /** Whether the method has a place for one more call; the most specific setting counts. */
  boolean admits(String path, String method) {
    return Stream.of(key(path, method), key(path, "*"), key("/*", method), key("/*", "*"))
        .map(limits::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(limit -> throttle(path, method, limit).admits())
        .orElse(true);
  }

  private Throttle throttle(String path, String method, Throttle.Limit limit) {
    return throttles.computeIfAbsent(key(path, method), key -> Throttle.of(limit, clock));
  }

  private static String key(String path, String method) {
    return path + " " + method;
  }
}
