package io.portcullis.stacks.explain;

import java.util.regex.Pattern;

/** A schedule of Secrets Manager or EventBridge in words, as far as it is of a common form. */
final class Schedule {
  private static final Pattern RATE = Pattern.compile("rate\\((.+)\\)");
  private static final Pattern MONTHLY =
      Pattern.compile("cron\\((\\d+) (\\d+) (\\d+) \\* \\? \\*\\)");

  private Schedule() {}

  static String words(String expression) {
    var rate = RATE.matcher(expression);
    if (rate.matches()) {
      return "every " + rate.group(1).replaceFirst("^1 ", "");
    }
    var monthly = MONTHLY.matcher(expression);
    if (monthly.matches()) {
      return "on day %s of every month at %02d:%02d UTC"
          .formatted(
              monthly.group(3),
              Integer.parseInt(monthly.group(2)),
              Integer.parseInt(monthly.group(1)));
    }
    return "by " + expression;
  }
}
