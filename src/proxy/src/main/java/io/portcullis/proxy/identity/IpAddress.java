package io.portcullis.proxy.identity;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address of IPv4 or IPv6. One of IPv4 in an IPv6 notation, such as {@code ::ffff:192.0.2.1}, is
 * the IPv4 address.
 */
public record IpAddress(BigInteger value, int bits) {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** The JDK takes everything else for a name and looks it up, but for what has a colon. */
  private static final Pattern ADDRESS =
      Pattern.compile("%1$s(\\.%1$s){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*".formatted(OCTET));

  /** Empty for anything else, a name in particular. */
  public static Optional<IpAddress> of(String text) {
    if (!ADDRESS.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      var bytes = InetAddress.getByName(text).getAddress();
      return Optional.of(new IpAddress(new BigInteger(1, bytes), bytes.length * 8));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the first bits are those of a network's address. */
  public boolean isIn(IpAddress network, int prefix) {
    var host = bits - prefix;
    return bits == network.bits && value.shiftRight(host).equals(network.value.shiftRight(host));
  }
}
