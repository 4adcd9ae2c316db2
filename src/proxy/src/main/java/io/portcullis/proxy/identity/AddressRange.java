package io.portcullis.proxy.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}. */
record AddressRange(IpAddress network, int prefix) {
  private static final Pattern RANGE = Pattern.compile("([^/]+)/(\\d{1,3})");

  /** Empty for what is none; one of every address is none either. */
  static Optional<AddressRange> of(String text) {
    var range = RANGE.matcher(text);
    if (!range.matches()) {
      return Optional.empty();
    }
    var prefix = Integer.parseInt(range.group(2));
    return IpAddress.of(range.group(1))
        .filter(network -> prefix > 0 && prefix <= network.bits())
        .map(network -> new AddressRange(network, prefix));
  }

  boolean contains(IpAddress address) {
    return address.isIn(network, prefix);
  }
}
