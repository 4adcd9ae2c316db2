package io.portcullis.stacks.change;

import java.util.List;

/** What a change loses and opens, in words. */
final class ChangeText {
  private ChangeText() {}

  static String of(List<Loss> losses, List<Widening> widenings) {
    return lost(losses) + "\n" + opened(widenings) + "\n";
  }

  static String lost(List<Loss> losses) {
    if (losses.isEmpty()) {
      return "LOST  nothing that is stored\n";
    }
    var text = new StringBuilder("LOST  what is stored, and no deployment brings back\n");
    for (var loss : losses) {
      text.append("  %-11s  %s/%s%n".formatted(loss.how(), loss.stack(), loss.id()));
      text.append(
          "  %-11s  %s: %s; %s%n".formatted("", loss.type(), loss.why(), loss.consequence()));
    }
    return text.toString();
  }

  private static String opened(List<Widening> widenings) {
    if (widenings.isEmpty()) {
      return "OPENED  nothing that was closed\n";
    }
    var text = new StringBuilder("OPENED  what was closed until now\n");
    var before = "";
    for (var widening : widenings) {
      var resource = "  %s/%s%n".formatted(widening.stack(), widening.id());
      text.append(resource.equals(before) ? "" : resource);
      text.append("    %s%n".formatted(widening.what()));
      before = resource;
    }
    return text.toString();
  }
}
