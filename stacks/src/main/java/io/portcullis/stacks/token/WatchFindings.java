package io.portcullis.stacks.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What there is to know of a look at the token, in words. */
final class WatchFindings {
  private static final String RETIRED = "TokensRetired";
  private static final Map<String, String> WRONG =
      Map.of(
          "CurrentUnverified",
          "the current token is not verified",
          "PreviousTokenInUse",
          "a replaced token has outlived its grace",
          "EndpointExposed",
          "the endpoint admits more callers than the environment says",
          "EndpointUnchecked",
          "Hugging Face does not tell whether the endpoint admits the token");

  private WatchFindings() {}

  /** A few words each; none if all is as it should be and nothing was done. */
  static List<String> of(LogLine watch) {
    var found = new ArrayList<String>();
    WRONG.keySet().stream()
        .sorted()
        .filter(metric -> count(metric, watch) > 0)
        .forEach(metric -> found.add(WRONG.get(metric)));
    var retired = count(RETIRED, watch);
    if (retired > 0) {
      found.add(retired == 1 ? "1 replaced token ended" : retired + " replaced tokens ended");
    }
    return found;
  }

  private static long count(String metric, LogLine watch) {
    return watch.measured().getOrDefault(metric, 0L);
  }
}
