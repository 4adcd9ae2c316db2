package io.portcullis.stacks.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;

/**
 * A line that the rotation function has logged.
 *
 * @param what the step or the task
 * @param versionId version that it is about; empty if it is about none
 * @param result such as {@code promoted}
 * @param reason why it failed; empty if it did not
 * @param timeLeft of the current token, where the line measures it
 */
record LogLine(
    String what, String versionId, String result, String reason, Optional<Duration> timeLeft) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WATCH = "watch";

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
    var timeLeft = line.path("TokenTimeLeft");
    return Optional.of(
        new LogLine(
            what,
            line.path("version_id").asText(),
            line.path("result").asText(),
            line.path("reason").asText(),
            timeLeft.isNumber()
                ? Optional.of(Duration.ofSeconds(timeLeft.asLong()))
                : Optional.empty()));
  }

  boolean failed() {
    return result.equals("failed");
  }

  boolean ofWatch() {
    return what.equals(WATCH);
  }

  @Override
  public String toString() {
    return reason.isEmpty() ? what + " " + result : "%s %s: %s".formatted(what, result, reason);
  }
}
