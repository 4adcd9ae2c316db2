package io.portcullis.stacks.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A line that the rotation function has logged.
 *
 * @param what the step or the task
 * @param versionId version that it is about; empty if it is about none
 * @param result such as {@code promoted}
 * @param reason why it failed, or what else there is to say; empty if there is nothing
 * @param time when it measured something, if it did
 * @param measured what it measured, by the metric's name
 */
record LogLine(
    String what,
    String versionId,
    String result,
    String reason,
    Optional<Instant> time,
    Map<String, Long> measured) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WATCH = "watch";

  LogLine {
    measured = Map.copyOf(measured);
  }

  /** One that measured nothing. */
  static LogLine of(String what, String versionId, String result, String reason) {
    return new LogLine(what, versionId, result, reason, Optional.empty(), Map.of());
  }

  /** The line of that text; nothing if it is another line, such as Lambda's own. */
  static Optional<LogLine> parse(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<LogLine> of(JsonNode line) {
    var what = line.path("step").asText(line.path("task").asText());
    if (what.isEmpty() || !line.has("result")) {
      return Optional.empty();
    }
    // As CloudWatch's embedded metric format has it.
    var time = line.at("/_aws/Timestamp");
    return Optional.of(
        new LogLine(
            what,
            line.path("version_id").asText(),
            line.path("result").asText(),
            line.path("reason").asText(),
            time.isNumber() ? Optional.of(Instant.ofEpochMilli(time.asLong())) : Optional.empty(),
            measured(line)));
  }

  private static Map<String, Long> measured(JsonNode line) {
    var measured = new TreeMap<String, Long>();
    line.properties().stream()
        .filter(property -> property.getValue().isNumber())
        .forEach(property -> measured.put(property.getKey(), property.getValue().asLong()));
    return measured;
  }

  boolean failed() {
    return result.equals("failed");
  }

  boolean ofWatch() {
    return what.equals(WATCH);
  }

  /** What the current token has left now, if the line measured it; negative when it is over. */
  Optional<Duration> timeLeft(Instant now) {
    return Optional.ofNullable(measured.get("TokenTimeLeft"))
        .map(Duration::ofSeconds)
        .flatMap(left -> time.map(then -> left.minus(Duration.between(then, now))));
  }

  @Override
  public String toString() {
    return reason.isEmpty() ? what + " " + result : "%s %s: %s".formatted(what, result, reason);
  }
}
