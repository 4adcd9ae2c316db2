package io.portcullis.test.benchmark;

import java.util.Locale;

/**
 * A figure and the most that it should be. Whether it was met ends no program with an error: a busy
 * machine is no fault.
 */
public record Aim(String what, double figure, double most, String unit, boolean met) {
  public static Aim atMost(String what, double figure, double most, String unit) {
    return new Aim(what, figure, most, unit, figure <= most);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "- %s: %s, aim at most %s: %s",
        what,
        Figures.text(figure, unit),
        Figures.text(most, unit),
        met ? "yes" : "no");
  }
}
