package io.portcullis.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.apigateway.ApiDescription.Customer;
import io.portcullis.local.apigateway.ApiFixture;
import io.portcullis.local.apigateway.CallerBinding;
import io.portcullis.local.apigateway.Source;
import io.portcullis.local.waf.CidrBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntrancesTest {
  private static final String ALLOW =
      """
      {'Effect': 'Allow', 'Principal': '*', 'Action': 'execute-api:Invoke',
       'Resource': 'execute-api:/*'}, {'Effect': 'Deny', 'Principal': '*',
       'Action': 'execute-api:Invoke', 'Resource': 'execute-api:/*', 'Condition': %s}
      """;

  @TempDir private Path directory;

  @Test
  void withoutAPolicy_thisMachineGetsIn() throws Exception {
    var entrances = entrances(new ApiFixture(directory));

    assertThat(entrances.admitted(5)).extracting(EntrancesTest::text).containsExactly("127.0.0.1");
    assertThat(entrances.refusedByPolicy()).isEmpty();
    assertThat(entrances.stoppedByFirewall()).isEmpty();
  }

  @Test
  void theRangesOfThePolicyGetIn_andAnAddressOutsideDoesNot() throws Exception {
    var entrances =
        entrances(denying("{'NotIpAddress': {'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24']}}"));

    assertThat(entrances.admitted(3))
        .extracting(EntrancesTest::text)
        .containsExactly("10.0.0.1", "203.0.113.1", "10.0.0.2");
    assertThat(entrances.refusedByPolicy()).map(EntrancesTest::text).contains("198.51.100.7");
  }

  @Test
  void aVpcEndpointOfThePolicyGetsIn_andNobodyElse() throws Exception {
    var entrances =
        entrances(denying("{'StringNotEquals': {'aws:SourceVpce': ['vpce-1', 'vpce-2']}}"));

    assertThat(entrances.admitted(3))
        .extracting(EntrancesTest::text)
        .containsExactly("127.0.0.1 vpce-1");
    assertThat(entrances.refusedByPolicy()).map(EntrancesTest::text).contains("203.0.113.7");
  }

  @Test
  void aCustomerComesFromItsOwnNetworks() throws Exception {
    var entrances =
        entrances(
            denying("{'NotIpAddress': {'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24']}}"),
            binding("203.0.113.128/25"));

    assertThat(entrances.admitted(2))
        .extracting(EntrancesTest::text)
        .containsExactly("203.0.113.129", "203.0.113.130");
  }

  @Test
  void anothersNetworkIsOneThatTheFunctionAloneRefuses() throws Exception {
    var api = new ApiFixture(directory);

    assertThat(entrances(api, binding("127.0.0.0/8")).ofAnother(binding("203.0.113.0/24")))
        .map(EntrancesTest::text)
        .contains("203.0.113.1");
    assertThat(entrances(api, binding("203.0.0.0/16")).ofAnother(binding("203.0.113.0/24")))
        .isEmpty();
    assertThat(entrances(api, CallerBinding.NONE).ofAnother(binding("203.0.113.0/24"))).isEmpty();
    assertThat(
            entrances(
                    denying("{'NotIpAddress': {'aws:SourceIp': '127.0.0.0/8'}}"),
                    binding("127.0.0.0/8"))
                .ofAnother(binding("203.0.113.0/24")))
        .isEmpty();
  }

  private static CallerBinding binding(String range) {
    return new CallerBinding(
        List.of("id"), List.of(CidrBlock.parse(range)), List.of(), List.of(), List.of());
  }

  private ApiFixture denying(String condition) {
    return new ApiFixture(directory).policy(ALLOW.formatted(condition));
  }

  private static Entrances entrances(ApiFixture fixture) throws IOException {
    return entrances(fixture, CallerBinding.NONE);
  }

  private static Entrances entrances(ApiFixture fixture, CallerBinding binding) throws IOException {
    var api = fixture.method("POST", "'AuthorizationType': 'NONE'").open();
    var customer = new Customer("acme", List.of(), "", 0, 0, binding, Optional.empty());
    return new Entrances(api, customer, api.describe().chat().orElseThrow());
  }

  private static String text(Source source) {
    return source.address().getHostAddress()
        + source.vpcEndpoint().map(endpoint -> " " + endpoint).orElse("");
  }
}
