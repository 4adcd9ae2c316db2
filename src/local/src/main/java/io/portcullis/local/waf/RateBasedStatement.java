package io.portcullis.local.waf;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Matches the requests of one aggregation instance beyond a limit within a sliding window.
 *
 * <p>Follows "Rate-based rule high-level settings" and "Aggregation options and keys"
 * (docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html): the
 * window looks back from the present, requests that lack a component of the key are not counted,
 * and refused requests count. AWS applies the limit approximately and up to half a minute late;
 * here it is exact and at once.
 */
final class RateBasedStatement implements Statement {
  /** Seconds, what AWS takes if the template names no window. */
  private static final int DEFAULT_WINDOW = 300;

  private final int limit;
  private final Duration window;
  private final boolean perAddress;
  private final List<KeyPart> key;
  private final Optional<Statement> scope;
  private final InstantSource clock;
  private final Map<String, Deque<Long>> arrivals = new HashMap<>();

  private RateBasedStatement(
      int limit,
      Duration window,
      boolean perAddress,
      List<KeyPart> key,
      Optional<Statement> scope,
      InstantSource clock) {
    this.limit = limit;
    this.window = window;
    this.perAddress = perAddress;
    this.key = key;
    this.scope = scope;
    this.clock = clock;
  }

  static RateBasedStatement parse(JsonNode node, Optional<Statement> scope, InstantSource clock)
      throws NotEvaluatedException {
    var key = new ArrayList<KeyPart>();
    var type = node.path("AggregateKeyType").asText();
    switch (type) {
      case "IP" -> key.add(KeyPart.source());
      case "CONSTANT" -> key.add(request -> Optional.of(""));
      case "CUSTOM_KEYS" -> {
        for (var part : node.path("CustomKeys")) {
          key.add(KeyPart.parse(part));
        }
      }
      default -> throw new NotEvaluatedException("aggregate key type " + type);
    }
    return new RateBasedStatement(
        node.path("Limit").asInt(),
        Duration.ofSeconds(node.path("EvaluationWindowSec").asInt(DEFAULT_WINDOW)),
        type.equals("IP"),
        List.copyOf(key),
        scope,
        clock);
  }

  int limit() {
    return limit;
  }

  Duration window() {
    return window;
  }

  /** Whether each address counts for itself, whatever it calls. */
  boolean isPerAddress() {
    return perAddress && scope.isEmpty();
  }

  @Override
  public boolean matches(WebRequest request) {
    if (scope.isPresent() && !scope.get().matches(request)) {
      return false;
    }
    var instance = new ArrayList<String>();
    for (var part : key) {
      var value = part.of(request);
      if (value.isEmpty()) {
        return false;
      }
      instance.add(value.get());
    }
    return exceeds(String.join("\n", instance));
  }

  /** The last arrivals up to one more than the limit are enough to know whether it is exceeded. */
  private synchronized boolean exceeds(String instance) {
    var now = clock.millis();
    var times = arrivals.computeIfAbsent(instance, first -> new ArrayDeque<>());
    times.addLast(now);
    while (times.size() > limit + 1 || times.getFirst() <= now - window.toMillis()) {
      times.removeFirst();
    }
    return times.size() > limit;
  }

  /** One component of the aggregation key, empty if the request lacks it. */
  @FunctionalInterface
  private interface KeyPart {
    Optional<String> of(WebRequest request);

    static KeyPart source() {
      return request -> Optional.of(request.source().getHostAddress());
    }

    static KeyPart parse(JsonNode node) throws NotEvaluatedException {
      var name = node.properties().iterator().next().getKey();
      if (name.equals("IP")) {
        return source();
      }
      var settings = node.get(name);
      var transformations = TextTransformations.parse(settings.path("TextTransformations"));
      var field =
          switch (name) {
            case "Header" -> new FieldToMatch.Header(settings.path("Name").asText());
            case "QueryArgument" -> new FieldToMatch.QueryArgument(settings.path("Name").asText());
            case "QueryString" -> new FieldToMatch.QueryString();
            case "UriPath" -> new FieldToMatch.UriPath();
            case "HTTPMethod" -> new FieldToMatch.Method();
            default -> throw new NotEvaluatedException("aggregation key " + name);
          };
      return request ->
          field.of(request) instanceof FieldToMatch.Content content
              ? Optional.of(transformations.apply(content.bytes()))
              : Optional.empty();
    }
  }
}
