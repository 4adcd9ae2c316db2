package io.portcullis.constructs.customer;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * The rule for a range of IPv4 or IPv6 addresses, as an AWS WAF IP set and a resource policy take
 * it: any prefix length but 0, and no host bits.
 */
public final class Cidr {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 =
      Pattern.compile("%1$s(\\.%1$s){3}/([1-9]|[12]\\d|3[0-2])".formatted(OCTET));

  /** The address itself is left to the JDK, which looks no name up where there is a colon. */
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:]*/([1-9]\\d?|1[01]\\d|12[0-8])");

  private Cidr() {}

  /**
   * @param property name of what holds the text, for the message
   * @throws IllegalArgumentException if the text is no such range
   */
  public static void require(String property, String cidr) {
    if (!IPV4.matcher(cidr).matches() && !IPV6.matcher(cidr).matches()) {
      if (Token.isUnresolved(cidr)) {
        return;
      }
      throw malformed(property, cidr);
    }
    var slash = cidr.indexOf('/');
    var length = Integer.parseInt(cidr.substring(slash + 1));
    var address = address(property, cidr, cidr.substring(0, slash));
    var network = network(address, length);
    if (!network.equals(address)) {
      throw new IllegalArgumentException(
          "'%s' must be ranges named by their first address, here %s/%d, got '%s'"
              .formatted(property, network.getHostAddress(), length, cidr));
    }
  }

  /** Whether a range that {@link #require} took is one of IPv6; one yet unknown is taken not to. */
  public static boolean isIpv6(String cidr) {
    return IPV6.matcher(cidr).matches();
  }

  private static InetAddress address(String property, String cidr, String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw malformed(property, cidr);
    }
  }

  private static InetAddress network(InetAddress address, int length) {
    var bytes = address.getAddress();
    var host = BigInteger.ONE.shiftLeft(bytes.length * 8 - length).subtract(BigInteger.ONE);
    var network = new BigInteger(1, bytes).andNot(host).toByteArray();
    var padded = new byte[bytes.length];
    for (var i = 1; i <= Math.min(network.length, padded.length); i++) {
      padded[padded.length - i] = network[network.length - i];
    }
    try {
      return InetAddress.getByAddress(padded);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static IllegalArgumentException malformed(String property, String cidr) {
    return new IllegalArgumentException(
        "'%s' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '%s'"
            .formatted(property, cidr));
  }
}
