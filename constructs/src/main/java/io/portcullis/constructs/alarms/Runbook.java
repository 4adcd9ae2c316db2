package io.portcullis.constructs.alarms;

import java.util.Locale;

/** The page that tells what to do about an alarm, with a section for each kind. */
record Runbook(String url) {

  /** A description whose last words lead to the section. */
  String describe(String description, String kind) {
    return "%s, see %s".formatted(description, section(kind));
  }

  /** A way to the section for a dashboard, where nothing but an address can be followed. */
  String link(String kind) {
    return (url.startsWith("https://") ? "[%s](%s)" : "%s: %s").formatted(kind, section(kind));
  }

  private String section(String kind) {
    return url + "#" + kind.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
