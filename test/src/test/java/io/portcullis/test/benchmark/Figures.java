package io.portcullis.test.benchmark;

import java.util.Collection;
import java.util.Locale;

/** Numbers of several runs, and how they are written. */
public final class Figures {
  private Figures() {}

  public static double median(Collection<Double> values) {
    return quantile(values, 0.5);
  }

  /** The smallest value that a share of all does not exceed. */
  public static double quantile(Collection<Double> values, double share) {
    var index = (long) Math.ceil(share * values.size()) - 1;
    return values.stream().sorted().skip(Math.max(0, index)).findFirst().orElseThrow();
  }

  public static double worst(Collection<Double> values) {
    return quantile(values, 1);
  }

  /** Three digits are what a measurement of this kind is good for. */
  public static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }

  public static double millis(long nanos) {
    return nanos / 1e6;
  }

  public static String text(double value, String unit) {
    var places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    var number = String.format(Locale.ROOT, "%,." + places + "f", value);
    return unit.isEmpty() ? number : number + " " + unit;
  }

  public static String text(double value) {
    return text(value, "");
  }
}
