package io.portcullis.proxy.bodylog;

import io.portcullis.proxy.environment.Variables;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bodies are logged, and where.
 *
 * @param group {@code BODY_LOG_GROUP}, the name of a log group
 * @param share {@code BODY_LOG_SHARE}, the share of requests, above 0 and up to 1
 */
public record BodyLogSettings(String group, double share) {
  private static final Pattern SHARE = Pattern.compile("[01](\\.\\d{1,6})?");

  /** Empty without the group: then nothing is logged. */
  public static Optional<BodyLogSettings> of(Variables variables) {
    return Optional.ofNullable(variables.environment().get("BODY_LOG_GROUP"))
        .map(group -> new BodyLogSettings(group, share(variables.required("BODY_LOG_SHARE"))));
  }

  private static double share(String value) {
    var share = SHARE.matcher(value).matches() ? Double.parseDouble(value) : 0;
    if (share <= 0 || share > 1) {
      throw new IllegalArgumentException(
          "'BODY_LOG_SHARE' must be a decimal above 0 and up to 1, with 6 places at most");
    }
    return share;
  }

  /**
   * Whether a request is among them. By its id, which API Gateway chooses: chance that was drawn
   * before a snapshot would be the same in every execution environment.
   */
  boolean includes(String requestId) {
    var mixed = requestId.hashCode() * 0x9E3779B9;
    mixed = (mixed ^ mixed >>> 15) * 0x85EBCA6B;
    return Integer.toUnsignedLong(mixed ^ mixed >>> 13) < share * (1L << 32);
  }
}
