package io.portcullis.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.binding.CustomerFields;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From where a customer may call. */
class BoundCustomerTest {
  private static final String VPC_ENDPOINT = "vpce-0123456789abcdef0";

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.0",
    "192.0.2.0/24, 192.0.2.255",
    "192.0.2.0/24, ::ffff:192.0.2.7",
    "192.0.2.0/24, ::ffff:c000:207",
    "192.0.2.7/32, 192.0.2.7",
    "128.0.0.0/1, 255.255.255.255",
    "2001:db8::/32, 2001:db8::1",
    "2001:db8::/32, 2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8::/32, 2001:db8::192.0.2.1",
    "2001:db8::1/128, 2001:0db8:0:0:0:0:0:1"
  })
  void admitsAnAddressOfItsRange(String range, String address) {
    assertThat(admits("cidr=" + range, address)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.3.0",
    "192.0.2.0/24, 192.0.1.255",
    "192.0.2.0/24, ::192.0.2.7",
    "192.0.2.0/24, 2001:db8::1",
    "192.0.2.0/24, ::ffff:192.0.3.7",
    "192.0.2.7/32, 192.0.2.6",
    "2001:db8::/32, 2001:db9::1",
    "2001:db8::/32, 192.0.2.1",
    "::/96, 192.0.2.1"
  })
  void refusesAnyOther(String range, String address) {
    assertThat(admits("cidr=" + range, address)).isFalse();
  }

  @Test
  void admitsAnAddressOfAnyOfItsRanges() {
    var ranges = "cidr=198.51.100.0/24&cidr=2001:db8::/32&cidr=192.0.2.0/24";

    assertThat(admits(ranges, "192.0.2.1")).isTrue();
    assertThat(admits(ranges, "2001:db8::1")).isTrue();
    assertThat(admits(ranges, "203.0.113.1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "192.0.2.1.",
        " 192.0.2.1",
        "192.0.2.1:443",
        "192.0.2.1, 192.0.2.2",
        "0xc0000201",
        "3221225985",
        "fe80::1%eth0",
        "[2001:db8::1]",
        "2001:db8:::1",
        "1:2:3:4:5:6:7:8:9",
        ":",
        "\uff11\uff19\uff12.0.2.1"
      })
  void refusesWhatIsNoAddress_withoutLookingItUp(String address) {
    assertThat(admits("cidr=128.0.0.0/1&cidr=8000::/1&cidr=0.0.0.0/1&cidr=::/1", address))
        .isFalse();
  }

  @Test
  void refusesACallWithoutAddress() {
    assertThat(customer("cidr=192.0.2.0/24").admits(source(null, VPC_ENDPOINT))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "::/0",
        "192.0.2.0",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.0/-1",
        "192.0.2.0/24/24",
        "2001:db8::/129",
        "192.0.2.0/24,198.51.100.0/24",
        "example.com/24",
        "192.0.2.0~2F24~",
        ""
      })
  void aRangeThatCannotBeReadAdmitsNobody(String range) {
    assertThat(admits("cidr=" + range, "192.0.2.0")).isFalse();
    assertThat(
            customer("vpce=" + VPC_ENDPOINT + "&cidr=" + range)
                .admits(source("192.0.2.0", VPC_ENDPOINT)))
        .isFalse();
  }

  @Test
  void admitsItsVpcEndpoints() {
    var customer = customer("vpce=vpce-11111111&vpce=" + VPC_ENDPOINT);

    assertThat(customer.admits(source("10.0.0.1", VPC_ENDPOINT))).isTrue();
    assertThat(customer.admits(source("10.0.0.1", "vpce-22222222"))).isFalse();
    assertThat(customer.admits(source("10.0.0.1", null))).isFalse();
  }

  /** Addresses inside a VPC are anybody's to choose. */
  @Test
  void takesARangeBesideAVpcEndpoint_neverInsteadOfIt() {
    var customer = customer("vpce=%s&cidr=10.0.0.0/16".formatted(VPC_ENDPOINT));

    assertThat(customer.admits(source("10.0.0.1", VPC_ENDPOINT))).isTrue();
    assertThat(customer.admits(source("10.0.0.1", "vpce-22222222"))).isFalse();
    assertThat(customer.admits(source("10.0.0.1", null))).isFalse();
    assertThat(customer.admits(source("10.1.0.1", VPC_ENDPOINT))).isFalse();
  }

  @Test
  void admitsNobody_whoseNetworkIsNotNamed() {
    assertThat(customer("key=key1&plan=standard").admits(source("192.0.2.1", VPC_ENDPOINT)))
        .isFalse();
  }

  private static boolean admits(String fields, String address) {
    return customer(fields).admits(source(address, null));
  }

  private static BoundCustomer customer(String fields) {
    return BoundCustomer.of(new CustomerFields("acme", List.of(fields.split("&"))));
  }

  private static CallSource source(String address, String vpcEndpoint) {
    return new CallSource(
        Optional.ofNullable(address).flatMap(IpAddress::of), Optional.ofNullable(vpcEndpoint));
  }
}
