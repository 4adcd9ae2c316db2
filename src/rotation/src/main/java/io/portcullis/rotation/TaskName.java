package io.portcullis.rotation;

import io.portcullis.rotation.failure.RotationException;
import java.util.Locale;

/** What the function does beside the steps of a rotation. */
enum TaskName {
  /** Looks at the current token, retires replaced ones, measures. */
  WATCH,
  /** Retires replaced tokens at once. */
  REVOKE;

  static TaskName of(String word) {
    for (var name : values()) {
      if (name.word().equals(word)) {
        return name;
      }
    }
    throw new RotationException("'task' must be 'watch' or 'revoke', got '%s'".formatted(word));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
