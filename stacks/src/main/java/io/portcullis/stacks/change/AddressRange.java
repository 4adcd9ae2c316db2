package io.portcullis.stacks.change;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, IPv4 or IPv6, as {@code 203.0.113.0/24}. */
record AddressRange(BigInteger address, int bits, int length) {
  /** A literal, so that nothing is ever looked up. */
  private static final Pattern RANGE =
      Pattern.compile("([0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*)/(\\d{1,3})");

  /** Whether both are ranges, and the first has every address of the second. */
  static boolean contains(String range, String other) {
    var outer = of(range);
    var inner = of(other);
    return outer.isPresent() && inner.isPresent() && outer.get().contains(inner.get());
  }

  private static Optional<AddressRange> of(String text) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      return Optional.empty();
    }
    try {
      var bytes = InetAddress.getByName(range.group(1)).getAddress();
      return Optional.of(
          new AddressRange(
              new BigInteger(1, bytes), bytes.length * 8, Integer.parseInt(range.group(2))));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private boolean contains(AddressRange other) {
    var host = bits - length;
    return bits == other.bits
        && length <= other.length
        && address.shiftRight(host).equals(other.address.shiftRight(host));
  }
}
