package io.portcullis.local.waf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of IPv4 or IPv6 addresses. */
public record CidrBlock(byte[] network, int prefix) {
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

  /** Parses {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
  public static CidrBlock parse(String cidr) {
    var slash = cidr.indexOf('/');
    var address = address(slash < 0 ? cidr : cidr.substring(0, slash)).getAddress();
    var prefix = slash < 0 ? address.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
    if (prefix < 0 || prefix > address.length * 8) {
      throw new IllegalArgumentException("'%s' is not an address range".formatted(cidr));
    }
    return new CidrBlock(address, prefix);
  }

  /** An address literal; a name is refused, because it would be looked up. */
  public static InetAddress address(String literal) {
    try {
      if (LITERAL.matcher(literal).matches() && literal.matches(".*[.:].*")) {
        return InetAddress.getByName(literal);
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'%s' is not an IP address".formatted(literal), e);
    }
    throw new IllegalArgumentException("'%s' is not an IP address".formatted(literal));
  }

  public boolean contains(InetAddress address) {
    var candidate = address.getAddress();
    if (candidate.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((candidate[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** The address {@code index} after the first one of the range, wrapping round at its end. */
  public InetAddress address(long index) {
    var bytes = network.clone();
    var hostBits = bytes.length * 8 - prefix;
    var rest = hostBits >= 62 ? index : index % (1L << hostBits);
    for (int i = bytes.length - 1; i >= 0 && rest != 0; i--) {
      rest += bytes[i] & 0xff;
      bytes[i] = (byte) rest;
      rest >>= 8;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
