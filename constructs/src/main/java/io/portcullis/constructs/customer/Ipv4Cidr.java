package io.portcullis.constructs.customer;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Token;

/**
 * The rule for a range of IPv4 addresses, as an AWS WAF IP set takes it: any prefix length but 0,
 * and no host bits.
 */
public final class Ipv4Cidr {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern CIDR =
      Pattern.compile("%1$s\\.%1$s\\.%1$s\\.%1$s/([1-9]|[12]\\d|3[0-2])".formatted(OCTET));

  private Ipv4Cidr() {}

  /**
   * @param property name of what holds the text, for the message
   * @throws IllegalArgumentException if the text is no such range
   */
  public static void require(String property, String cidr) {
    var parts = CIDR.matcher(cidr);
    if (parts.matches()) {
      var address =
          IntStream.rangeClosed(1, 4)
              .map(i -> Integer.parseInt(parts.group(i)))
              .reduce(0, (a, b) -> a << 8 | b);
      requireNetwork(property, cidr, address, Integer.parseInt(parts.group(5)));
    } else if (!Token.isUnresolved(cidr)) {
      throw new IllegalArgumentException(
          "'%s' must be IPv4 ranges such as 203.0.113.0/24, got '%s'".formatted(property, cidr));
    }
  }

  private static void requireNetwork(String property, String cidr, int address, int length) {
    var network = address & (-1 << (32 - length));
    if (network != address) {
      throw new IllegalArgumentException(
          "'%s' must be ranges named by their first address, here %s/%d, got '%s'"
              .formatted(property, text(network), length, cidr));
    }
  }

  private static String text(int address) {
    return IntStream.of(24, 16, 8, 0)
        .mapToObj(shift -> Integer.toString(address >>> shift & 0xff))
        .collect(Collectors.joining("."));
  }
}
