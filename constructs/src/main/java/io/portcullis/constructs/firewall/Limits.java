package io.portcullis.constructs.firewall;

import io.portcullis.constructs.customer.Cidr;
import java.util.List;
import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import software.amazon.awscdk.Token;

/** What AWS WAF takes ("AWS WAF quotas"). */
final class Limits {
  private static final int LOWEST_RATE = 10;
  private static final int IP_SET_SIZE = 10_000;
  private static final int COUNTRIES = 50;

  private Limits() {}

  static void requireRate(String property, Number rate) {
    if (rate.longValue() < LOWEST_RATE && !Token.isUnresolved(rate)) {
      throw new IllegalArgumentException(
          "'%s' must be at least %d, got '%s'".formatted(property, LOWEST_RATE, rate));
    }
  }

  static void requireNetworks(String property, List<String> cidrs) {
    if (Token.isUnresolved(cidrs)) {
      return;
    }
    cidrs.forEach(cidr -> Cidr.require(property, cidr));
    var ipv6 = cidrs.stream().distinct().filter(Cidr::isIpv6).count();
    var ipv4 = cidrs.stream().distinct().count() - ipv6;
    if (Math.max(ipv4, ipv6) > IP_SET_SIZE) {
      throw new IllegalArgumentException(
          "'%s' must be at most %d ranges of each address family, got '%d' of IPv4 and '%d' of IPv6"
              .formatted(property, IP_SET_SIZE, ipv4, ipv6));
    }
  }

  static void requireCountries(String property, List<String> countries) {
    if (Token.isUnresolved(countries)) {
      return;
    }
    var known = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);
    for (var country : countries) {
      if (!known.contains(country) && !Token.isUnresolved(country)) {
        throw new IllegalArgumentException(
            "'%s' must be country codes of ISO 3166 such as DE, got '%s'"
                .formatted(property, country));
      }
    }
    var different = countries.stream().distinct().count();
    if (different > COUNTRIES) {
      throw new IllegalArgumentException(
          "'%s' must be at most %d countries, got '%d'".formatted(property, COUNTRIES, different));
    }
  }
}
