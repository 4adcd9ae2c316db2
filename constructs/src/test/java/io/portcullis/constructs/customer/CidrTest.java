package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

class CidrTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.0/24",
        "203.0.113.7/32",
        "10.0.0.0/8",
        "128.0.0.0/1",
        "0.0.0.0/1",
        "2001:db8::/32",
        "2001:DB8:0:1::/64",
        "2001:db8::7/128",
        "8000::/1",
        "::1/128"
      })
  void takesRange(String cidr) {
    assertThatNoException().isThrownBy(() -> Cidr.require("sourceCidrs", cidr));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "203.0.113.0",
        "203.0.113.0/33",
        "203.0.113.0/024",
        "203.0.113.256/24",
        "203.0.113.00/24",
        "203.0.113/24",
        "::/0",
        "2001:db8::",
        "2001:db8::/129",
        "2001:db8::/032",
        "2001:db8:::/32",
        "2001:db8::1::/64",
        "2001:db8::%1/64",
        "2001:db8::g/64",
        " 203.0.113.0/24",
        "203.0.113.0/24\n",
        "everywhere",
        ""
      })
  void rejectsAnythingElse(String cidr) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.require("sourceCidrs", cidr))
        .withMessage(
            "'sourceCidrs' must be ranges such as 203.0.113.0/24 or 2001:db8::/32, got '%s'", cidr);
  }

  @Test
  void takesARangeThatIsKnownOnlyAtDeployment() {
    var cidr = CfnParameter.Builder.create(new Stack(new App(), "Test"), "Cidr").build();

    assertThatNoException().isThrownBy(() -> Cidr.require("sourceCidrs", cidr.getValueAsString()));
  }

  @Test
  void refusesARangeWithHostBits_namingTheOneThatIsMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.require("sourceCidrs", "203.0.113.99/25"))
        .withMessage(
            "'sourceCidrs' must be ranges named by their first address, here 203.0.113.0/25, got"
                + " '203.0.113.99/25'");
  }

  @Test
  void refusesAnIpv6RangeWithHostBits_namingTheOneThatIsMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.require("sourceCidrs", "2001:db8::7/64"))
        .withMessage(
            "'sourceCidrs' must be ranges named by their first address, here 2001:db8:0:0:0:0:0:0/64,"
                + " got '2001:db8::7/64'");
  }

  @Test
  void tellsIpv6FromIpv4() {
    assertThat(Cidr.isIpv6("2001:db8::/32")).isTrue();
    assertThat(Cidr.isIpv6("203.0.113.0/24")).isFalse();
  }
}
