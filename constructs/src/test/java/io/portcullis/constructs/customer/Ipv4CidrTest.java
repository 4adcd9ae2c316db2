package io.portcullis.constructs.customer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;

class Ipv4CidrTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"203.0.113.0/24", "203.0.113.7/32", "10.0.0.0/8", "128.0.0.0/1", "0.0.0.0/1"})
  void takesRange(String cidr) {
    assertThatNoException().isThrownBy(() -> Ipv4Cidr.require("sourceCidrs", cidr));
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
        "2001:db8::/32",
        " 203.0.113.0/24",
        "203.0.113.0/24\n",
        "everywhere",
        ""
      })
  void rejectsAnythingElse(String cidr) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Cidr.require("sourceCidrs", cidr))
        .withMessage("'sourceCidrs' must be IPv4 ranges such as 203.0.113.0/24, got '%s'", cidr);
  }

  @Test
  void takesARangeThatIsKnownOnlyAtDeployment() {
    var cidr = CfnParameter.Builder.create(new Stack(new App(), "Test"), "Cidr").build();

    assertThatNoException()
        .isThrownBy(() -> Ipv4Cidr.require("sourceCidrs", cidr.getValueAsString()));
  }

  @Test
  void refusesARangeWithHostBits_namingTheOneThatIsMeant() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ipv4Cidr.require("sourceCidrs", "203.0.113.99/25"))
        .withMessage(
            "'sourceCidrs' must be ranges named by their first address, here 203.0.113.0/25, got"
                + " '203.0.113.99/25'");
  }
}
