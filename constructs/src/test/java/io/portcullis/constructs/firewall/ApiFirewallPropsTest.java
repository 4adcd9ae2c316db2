package io.portcullis.constructs.firewall;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFirewallPropsTest {
  private final ApiFirewallProps.Builder<ApiFirewall> firewall = new FirewallStack().firewall();

  @Test
  void needsAStage() {
    firewall.apiStage(null);

    assertThatNullPointerException()
        .isThrownBy(firewall::build)
        .withMessage("'apiStage' is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "::/0"})
  void refusesTheWholeInternetAsAllowed(String cidr) {
    firewall.allowedCidrs(List.of(cidr));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage(
            "'allowedCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '%s'",
            cidr);
  }

  @Test
  void refusesDeniedAddressesThatAreNoRange() {
    firewall.deniedCidrs(List.of("203.0.113.7"));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage(
            "'deniedCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '203.0.113.7'");
  }

  @Test
  void takesAsManyRangesOfAFamilyAsAnIpSetHolds() {
    firewall.allowedCidrs(ranges(10_000));

    assertThatNoException().isThrownBy(firewall::build);
  }

  @Test
  void refusesMoreRangesOfAFamilyThanAnIpSetHolds() {
    firewall.allowedCidrs(ranges(10_001));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage(
            "'allowedCidrs' must be at most 10000 ranges of each address family, got '10001' of IPv4 and '0' of IPv6");
  }

  @Test
  void refusesAllowedRanges_whereAnyNetworkIsAllowed() {
    firewall.anyNetworkAllowed(true).allowedCidrs(List.of("203.0.113.0/24"));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage(
            "'allowedCidrs' must be empty where 'anyNetworkAllowed' is true, got '203.0.113.0/24'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UK", "de", "DEU", "Germany", ""})
  void refusesCountriesThatIsoDoesNotKnow(String country) {
    firewall.allowedCountries(List.of(country));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage(
            "'allowedCountries' must be country codes of ISO 3166 such as DE, got '%s'", country);
  }

  @Test
  void refusesMoreCountriesThanARuleHolds() {
    firewall.allowedCountries(List.of(Locale.getISOCountries()).subList(0, 51));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage("'allowedCountries' must be at most 50 countries, got '51'");
  }

  @Test
  void refusesRateBelow10() {
    firewall.rateLimit(9);

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage("'rateLimit' must be at least 10, got '9'");
  }

  @Test
  void refusesKeyRateBelow10() {
    firewall.keyRateLimit(9);

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage("'keyRateLimit' must be at least 10, got '9'");
  }

  @Test
  void refusesToCountAGroupThatItDoesNotHave() {
    firewall.countedGroups(Set.of(ManagedRuleGroup.ANONYMOUS_IP));

    assertThatIllegalArgumentException()
        .isThrownBy(firewall::build)
        .withMessage("'countedGroups' must be among 'managedRuleGroups', got 'ANONYMOUS_IP'");
  }

  private static List<String> ranges(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "10.%d.%d.0/24".formatted(i / 256, i % 256))
        .toList();
  }
}
