package io.portcullis.constructs.customer;

import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * The rule for a range of IPv4 addresses, as an AWS WAF IP set takes it: any prefix length but 0.
 */
public final class Ipv4Cidr {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern CIDR =
      Pattern.compile("%1$s\\.%1$s\\.%1$s\\.%1$s/([1-9]|[12]\\d|3[0-2])".formatted(OCTET));

  private Ipv4Cidr() {}

  /**
   * @throws IllegalArgumentException if the text is no such range
   */
  public static void require(String cidr) {
    if (!CIDR.matcher(cidr).matches() && !Token.isUnresolved(cidr)) {
      throw new IllegalArgumentException(
          "'sourceCidrs' must be IPv4 ranges such as 203.0.113.0/24, got '%s'".formatted(cidr));
    }
  }
}
