package io.portcullis.constructs.token;

import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.TimeConversionOptions;
import software.amazon.awscdk.Tokenization;

/** The rule for the time during which a rotation may begin. */
final class RotationWindow {
  private static final long HOURS_OF_A_DAY = 24;

  private RotationWindow() {}

  /**
   * @throws IllegalArgumentException if it is no whole hours, or more than the schedule has room
   *     for
   */
  static void require(Duration window, Optional<TokenSchedule> schedule) {
    if (window.isUnresolved()) {
      return;
    }
    var longest = schedule.map(s -> s.longestWindow().toHours()).orElse(HOURS_OF_A_DAY);
    var hours =
        window.toHours(TimeConversionOptions.builder().integral(false).build()).doubleValue();
    if (hours < 1 || hours > longest || hours != Math.rint(hours)) {
      throw new IllegalArgumentException(
          "'window' must be whole hours from 1 to %d, to end by midnight UTC and before the next one opens, got '%s'"
              .formatted(longest, window.toHumanString()));
    }
  }

  /** As a rotation schedule takes it, such as {@code 3h}. */
  static String text(Duration window) {
    return Tokenization.stringifyNumber(window.toHours()) + "h";
  }
}
