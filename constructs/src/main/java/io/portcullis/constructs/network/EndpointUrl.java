package io.portcullis.constructs.network;

import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;

/** The address of an Inference Endpoint: {@code https}, a host and perhaps a port. */
public final class EndpointUrl {
  private static final Pattern PATTERN =
      Pattern.compile("https://(([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*)(:\\d+)?");

  private EndpointUrl() {}

  /**
   * Refuses what is no such address; what is known only later passes.
   *
   * @param property name of the property, for the message
   * @throws IllegalArgumentException if it is none
   */
  public static void require(String property, String url) {
    if (!PATTERN.matcher(url).matches() && !Token.isUnresolved(url)) {
      throw new IllegalArgumentException(
          "'%s' must be an https address without a path, got '%s'".formatted(property, url));
    }
  }

  /** Its host in lower case, taken out at deployment if the address is known only then. */
  public static String host(String url) {
    if (Token.isUnresolved(url)) {
      var hostAndPort = Fn.select(2, Fn.split("/", url));
      return Fn.select(0, Fn.split(":", hostAndPort));
    }
    return PATTERN.matcher(url).replaceFirst("$1").toLowerCase(Locale.ROOT);
  }
}
