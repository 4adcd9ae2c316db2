package io.portcullis.local.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.iam.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerBindingsTest {
  @Test
  void aCustomersVariablesAreReadTogether_underEachOfItsKeys() {
    var variables =
        Map.of(
            "acme_corp", "key=k1&key=k2&plan=standard&cidr=203.0.113.0/24&cidr=2001:db8::/32",
            "acme_corp__2", "vpce=vpce-1&subject=auth0~7Cacme&subject=caf~C3~A9~2B");

    var binding = of(variables, "k2");

    assertThat(binding.keyIds()).containsExactlyInAnyOrder("k1", "k2");
    assertThat(binding.subjects()).containsExactly("auth0|acme", "café+");
    assertThat(binding.vpcEndpoints()).containsExactly("vpce-1");
    assertThat(binding.ranges())
        .extracting(range -> range.address(1).getHostAddress())
        .containsExactly("203.0.113.1", "2001:db8:0:0:0:0:0:1");
    assertThat(of(variables, "k1").subjects()).isEqualTo(binding.subjects());
  }

  @Test
  void aPrincipalIsTheOneThatThePolicyNames_withItsPath() {
    var named = Principal.of("arn:aws:iam::111122223333:role/team/acme").orElseThrow();
    var bindings =
        CallerBindings.of(
            Map.of("acme", "key=k1&principal=111122223333:role/acme&principal=nobody"),
            List.of(named));

    assertThat(bindings.principals()).containsExactly(named);
  }

  @Test
  void anotherVariableMeansNothing() {
    assertThat(of(Map.of("ALLOWED_ORIGIN", "key=k1", "acme", "key=k2"), "k1"))
        .isEqualTo(CallerBinding.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key=k1&cidr=nowhere", "key=k1&subject=a~Zb"})
  void aFieldThatCannotBeRead_keepsTheHostFromStarting(String value) {
    assertThatExceptionOfType(AssemblyException.class)
        .isThrownBy(() -> of(Map.of("acme", value), "k1"))
        .withMessageStartingWith("stage variable 'acme': ");
  }

  @Test
  void aRangeNarrowsAVpcEndpoint() {
    var binding = of(Map.of("acme", "key=k1&cidr=10.0.0.0/24&vpce=vpce-1"), "k1");

    assertThat(binding.admits(ApiFixture.from("10.0.0.1").through("vpce-1"))).isTrue();
    assertThat(binding.admits(ApiFixture.from("10.0.1.1").through("vpce-1"))).isFalse();
    assertThat(binding.admits(ApiFixture.from("10.0.0.1").through("vpce-2"))).isFalse();
    assertThat(binding.admits(ApiFixture.from("10.0.0.1"))).isFalse();
  }

  private static CallerBinding of(Map<String, String> variables, String keyId) {
    var key = new ApiKey(keyId, "k", "", true, Map.of());
    return CallerBindings.of(variables, List.of()).of(key).orElse(CallerBinding.NONE);
  }
}
