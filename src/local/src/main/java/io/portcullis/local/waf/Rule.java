package io.portcullis.local.waf;

import java.util.List;
import java.util.Locale;

/**
 * One rule of a web ACL; a smaller priority is evaluated earlier.
 *
 * @param labels what it puts on a request that it matches
 */
record Rule(String name, int priority, Statement statement, RuleAction action, List<Label> labels) {

  /** Its name, what it does, and of a rate how much is too much. */
  String describe() {
    var does = action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    var rate =
        statement instanceof RateBasedStatement limited
            ? ", more than %d in %d s".formatted(limited.limit(), limited.window().toSeconds())
            : "";
    return "%s (%s%s)".formatted(name, does, rate);
  }
}
