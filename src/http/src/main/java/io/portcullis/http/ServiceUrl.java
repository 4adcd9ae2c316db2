package io.portcullis.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The address of a service that is called with a token: https, or http if the host is a loopback
 * address.
 */
public final class ServiceUrl {
  // Written out, not looked up: a name that resolves to loopback here may resolve elsewhere later.
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]");

  private final URI base;

  private ServiceUrl(URI base) {
    this.base = base;
  }

  /**
   * Reads the value of a setting. Messages name the setting and never its whole value, which may
   * hold a password or a token.
   */
  public static ServiceUrl of(String setting, String value) {
    var url = parse(setting, value);
    if (url.getHost() == null || url.getScheme() == null) {
      throw new IllegalArgumentException(
          "'%s' must be a URL with scheme and host".formatted(setting));
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'%s' must not have user information, query or fragment".formatted(setting));
    }
    var loopback = LOOPBACK.matcher(url.getHost()).matches();
    if (!url.getScheme().equals("https") && !(loopback && url.getScheme().equals("http"))) {
      throw new IllegalArgumentException(
          "'%s' must be an https URL (http only to a loopback address), got '%s://%s'"
              .formatted(setting, url.getScheme(), url.getHost()));
    }
    return new ServiceUrl(url);
  }

  private static URI parse(String setting, String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      // Without the cause: its message quotes the value.
      throw new IllegalArgumentException("'%s' must be a URL".formatted(setting));
    }
  }

  /** The address of a path of the service, such as {@code /api/whoami-v2}. */
  public URI resolve(String path) {
    var text = base.toString();
    return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
  }

  /** Whether it is encrypted on its way, which plain http to a loopback address is not. */
  public boolean isHttps() {
    return base.getScheme().equals("https");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceUrl url && url.base.equals(base);
  }

  @Override
  public int hashCode() {
    return base.hashCode();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
