package io.portcullis.stacks.token;

import io.portcullis.stacks.token.SecretState.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A token's status as text: a line for each thing. */
final class StatusText {
  private static final String LINE = "  %-10s %s";

  private StatusText() {}

  static String of(TokenStatus status) {
    var lines = new ArrayList<String>();
    lines.add("%s: source %s".formatted(status.environment(), status.source()));
    lines.add(LINE.formatted("schedule", schedule(status)));
    for (var version : status.token().versions()) {
      lines.add(LINE.formatted(word(version), text(version, status)));
    }
    status
        .credential()
        .flatMap(SecretState::changed)
        .ifPresent(
            changed ->
                lines.add(
                    LINE.formatted(
                        "credential",
                        "changed %s ago"
                            .formatted(text(Duration.between(changed, status.time()))))));
    lines.add(
        LINE.formatted("rotation", status.last().map(LogLine::toString).orElse("nothing logged")));
    lines.add(
        LINE.formatted(
            "watch", status.watch().map(line -> watch(line, status)).orElse("nothing logged")));
    return String.join("\n", lines) + "\n";
  }

  private static String watch(LogLine line, TokenStatus status) {
    var parts = new ArrayList<>(List.of(line.toString()));
    line.time().ifPresent(time -> parts.add(text(Duration.between(time, status.time())) + " ago"));
    parts.addAll(WatchFindings.of(line));
    return String.join(", ", parts);
  }

  private static String schedule(TokenStatus status) {
    return status.schedule()
        + status
            .token()
            .rotated()
            .map(
                rotated ->
                    ", last rotated %s ago"
                        .formatted(text(Duration.between(rotated, status.time()))))
            .orElse(", never rotated");
  }

  private static String word(Version version) {
    if (version.has(SecretState.CURRENT)) {
      return "current";
    }
    if (version.has(SecretState.PENDING)) {
      return "pending";
    }
    if (version.has(SecretState.PREVIOUS)) {
      return "replaced";
    }
    return version.has(SecretState.STAGED) ? "staged" : "version";
  }

  private static String text(Version version, TokenStatus status) {
    var parts = new ArrayList<>(List.of(version.id()));
    parts.add(text(status.age(version)) + " old");
    if (version.has(SecretState.CURRENT)) {
      parts.add(version.verified() ? "verified" : "not verified: no rotation has made it current");
      status.timeLeft().ifPresent(left -> parts.add(left(left)));
    } else if (version.has(SecretState.PREVIOUS)) {
      parts.add("still alive" + replacedSince(status));
    }
    parts.add(String.join(" ", version.labels()));
    return String.join(", ", parts);
  }

  private static String replacedSince(TokenStatus status) {
    return status
        .token()
        .with(SecretState.CURRENT)
        .map(current -> ", replaced %s ago".formatted(text(status.age(current))))
        .orElse("");
  }

  private static String left(Duration left) {
    return left.isNegative() ? text(left.negated()) + " overdue" : text(left) + " left";
  }

  /** In the greatest unit of which there are two, so that it says enough. */
  private static String text(Duration duration) {
    if (duration.toDays() >= 2) {
      return duration.toDays() + " days";
    }
    if (duration.toHours() >= 2) {
      return duration.toHours() + " hours";
    }
    return duration.toMinutes() >= 2
        ? duration.toMinutes() + " minutes"
        : Math.max(0, duration.toSeconds()) + " seconds";
  }
}
