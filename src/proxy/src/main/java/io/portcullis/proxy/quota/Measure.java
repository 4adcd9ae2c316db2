package io.portcullis.proxy.quota;

import java.util.List;
import java.util.Locale;

/** What is counted. */
public enum Measure {
  REQUESTS(List.of(Window.values())),
  /** Of prompts and answers together. */
  TOKENS(List.of(Window.values())),
  /** Thousand millionths of a dollar. */
  NANODOLLARS(List.of(Window.DAY, Window.MONTH));

  private final List<Window> windows;

  Measure(List<Window> windows) {
    this.windows = windows;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Where it is counted, be it limited there or not: a limit that a deployment brings then holds at
   * once, and a reservation need not say where it was counted.
   */
  List<Window> windows() {
    return windows;
  }
}
