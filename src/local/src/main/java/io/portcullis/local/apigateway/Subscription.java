package io.portcullis.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.portcullis.local.assembly.Resource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One key under one usage plan, with its own throttle and quota. */
final class Subscription {
  private final ApiKey key;
  private final Optional<Throttle.Limit> limit;
  private final Optional<String> quotaText;
  private final Optional<Throttle> throttle;
  private final Map<String, Throttle> methods;
  private final Optional<Quota> quota;

  private Subscription(
      ApiKey key,
      Optional<Throttle.Limit> limit,
      Map<String, Throttle> methods,
      JsonNode quota,
      Clocks clocks) {
    this.key = key;
    this.limit = limit;
    this.throttle = limit.map(numbers -> Throttle.of(numbers, clocks.meter()));
    this.methods = methods;
    var count = quota.path("Limit").asLong();
    var period = quota.path("Period").asText();
    this.quota =
        quota.has("Limit")
            ? Optional.of(new Quota(count, period, clocks.wall()))
            : Optional.empty();
    this.quotaText =
        quota.has("Limit")
            ? Optional.of("%d a %s".formatted(count, period.toLowerCase(Locale.ROOT)))
            : Optional.empty();
  }

  static Subscription of(ApiKey key, Resource plan, JsonNode apiStage, Clocks clocks) {
    var properties = plan.properties();
    var methods = new HashMap<String, Throttle>();
    for (var entry : apiStage.path("Throttle").properties()) {
      Throttle.Limit.of(entry.getValue(), "RateLimit", "BurstLimit")
          .ifPresent(numbers -> methods.put(entry.getKey(), Throttle.of(numbers, clocks.meter())));
    }
    return new Subscription(
        key,
        properties
            .find("Throttle")
            .flatMap(node -> Throttle.Limit.of(node, "RateLimit", "BurstLimit")),
        Map.copyOf(methods),
        properties.find("Quota").orElseGet(MissingNode::getInstance),
        clocks);
  }

  ApiKey key() {
    return key;
  }

  Optional<Throttle.Limit> limit() {
    return limit;
  }

  /** The plan's numbers for a person. */
  String describe() {
    var rate =
        limit.map(numbers -> "%s/s, burst %d".formatted(trim(numbers.rate()), numbers.burst()));
    return rate.orElse("no throttle") + quotaText.map(text -> ", " + text).orElse("");
  }

  private static String trim(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** What refuses the call, empty if nothing does. */
  Optional<GatewayError> check(String resourcePath, String httpMethod) {
    var ofMethod = Optional.ofNullable(methods.get(resourcePath + "/" + httpMethod));
    var bucket = ofMethod.isPresent() ? ofMethod : throttle;
    if (bucket.isPresent() && !bucket.get().admits()) {
      return Optional.of(GatewayError.of(GatewayResponseType.THROTTLED, "Too Many Requests"));
    }
    if (quota.isPresent() && !quota.get().admits()) {
      return Optional.of(GatewayError.of(GatewayResponseType.QUOTA_EXCEEDED, "Limit Exceeded"));
    }
    return Optional.empty();
  }
}
